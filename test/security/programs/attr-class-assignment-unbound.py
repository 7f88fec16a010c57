# id: attr-class-assignment-unbound
# technique: __class__ of a host object through an unbound __setattr__
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Evil:
    __slots__ = ('debug', 'info', 'warn', 'error', 'flush')


def attempt(ctx):
    before = type(ctx.log)
    Evil.__setattr__(ctx.log, '__class__', Evil)
    if type(ctx.log) is not before:
        ctx.state.set('x', 1)
        raise RuntimeError('ESCAPED')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-class-assignment-unbound: ' + repr(e)[:160])
    ctx.log.info('DONE attr-class-assignment-unbound')
