# id: fmt-nested-spec
# technique: the attribute walk hides in the format spec of another field
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import json
    text = '{0:{1.dumps.__globals__}}'.format('', json)
    ctx.log.info('ESCAPED fmt-nested-spec: ' + text[:60])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED fmt-nested-spec: ' + repr(e)[:160])
    ctx.log.info('DONE fmt-nested-spec')
