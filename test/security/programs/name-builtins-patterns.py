# id: name-builtins-patterns
# technique: every way of binding a name is tried for the name of the builtins
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
    namespace = {}
    exec_like = type('X', (), {U + 'builtins' + U: {'len': 1}})
    match {U + 'builtins' + U: 1}:
        case {'x': 1, **rest}:
            pass
        case rest:
            pass
    for __builtins__ in [{}]:
        pass
    ctx.log.info('ESCAPED name-builtins-patterns: bound')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED name-builtins-patterns: ' + repr(e)[:160])
    ctx.log.info('DONE name-builtins-patterns')
