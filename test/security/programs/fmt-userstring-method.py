# id: fmt-userstring-method
# technique: the format method of UserString walks to the method resolution order
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import collections
    s = collections.UserString('{0.__class__.__mro__}')
    ctx.log.info('ESCAPED fmt-userstring-method: ' + str(s.format(1)))

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED fmt-userstring-method: ' + repr(e)[:160])
    ctx.log.info('DONE fmt-userstring-method')
