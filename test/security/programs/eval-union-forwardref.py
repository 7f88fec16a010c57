# id: eval-union-forwardref
# technique: subscripting the type of a union turns text into a ForwardRef, whose evaluate() runs it with the real builtins
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    ref = type(int | str)['(' + 'op' + 'en, 6 * 7)']
    got = ref.evaluate(globals={})
    if got[1] == 42:
        ctx.log.info('ESCAPED eval-union-forwardref: evaluated ' + repr(got))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED eval-union-forwardref: ' + repr(e)[:160])
    ctx.log.info('DONE eval-union-forwardref')
