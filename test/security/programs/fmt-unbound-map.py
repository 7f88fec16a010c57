# id: fmt-unbound-map
# technique: str.format handed to map, so that no call of it is seen
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    r = list(map(str.format, ['{0.__class__.__base__}'], [1]))
    ctx.log.info('ESCAPED fmt-unbound-map: ' + r[0])

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED fmt-unbound-map: ' + repr(e)[:160])
    ctx.log.info('DONE fmt-unbound-map')
