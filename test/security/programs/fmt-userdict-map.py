# id: fmt-userdict-map
# technique: format_map over a UserDict subclass walks to the base of all classes
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import collections
    class M(collections.UserDict):
        pass
    s = '{a.__class__.__base__}'.format_map(M(a=1))
    ctx.log.info('ESCAPED fmt-userdict-map: ' + s)

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED fmt-userdict-map: ' + repr(e)[:160])
    ctx.log.info('DONE fmt-userdict-map')
