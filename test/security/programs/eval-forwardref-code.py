# id: eval-forwardref-code
# technique: the compiled code of a ForwardRef becomes a function
# layer: python
# goal: capability
# success_marker: ESCAPED


U = chr(95) * 2


def prove_globals(ctx, id, g):
    """a function's globals lead to the real builtins"""
    b = g[U + 'builtins' + U]
    run = b['exec'] if isinstance(b, dict) else getattr(b, 'exec')
    ns = {}
    run('x = 6 * 7', ns)
    if ns['x'] == 42:
        ctx.log.info('ESCAPED ' + id + ': real builtins')


def peek(obj, name):
    """reads any attribute through a class pattern whose names are computed"""
    meta = type('Meta', (type,), {U + 'instancecheck' + U: lambda cls, o: True})
    any_class = meta('Any', (), {U + 'match_args' + U: (name,)})
    match obj:
        case any_class(found):
            return found
    raise ValueError('nothing under ' + name)


def attempt(ctx):
    ref = type(int | str)['6 * 7']
    code = peek(ref, U + 'forward_code' + U)
    if type(attempt)(code, {})() == 42:
        ctx.log.info('ESCAPED eval-forwardref-code: a function made from text')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED eval-forwardref-code: ' + repr(e)[:160])
    ctx.log.info('DONE eval-forwardref-code')
