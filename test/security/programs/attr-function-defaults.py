# id: attr-function-defaults
# technique: the defaults of a library function, by plain assignment
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import json
    json.dumps.__kwdefaults__ = {'sort_keys': True}
    ctx.log.info('ESCAPED attr-function-defaults: defaults of json.dumps changed')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-function-defaults: ' + repr(e)[:160])
    ctx.log.info('DONE attr-function-defaults')
