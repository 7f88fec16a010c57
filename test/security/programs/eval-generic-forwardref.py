# id: eval-generic-forwardref
# technique: a generic class of our own makes the ForwardRef
# layer: python
# goal: capability
# success_marker: ESCAPED

class Box[T]:
    pass


def attempt(ctx):
    ref = getattr(Box['(' + 'ex' + 'ec, 6 * 7)'], '__args__')[0]
    got = getattr(ref, 'eval' + 'uate')()
    if got[1] == 42:
        ctx.log.info('ESCAPED eval-generic-forwardref: evaluated ' + repr(got))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED eval-generic-forwardref: ' + repr(e)[:160])
    ctx.log.info('DONE eval-generic-forwardref')
