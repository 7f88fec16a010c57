# id: mod-facade-dict-pattern
# technique: the namespace of a facade through a class pattern: does it hold a module
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
    import json, random, re, statistics
    for m in (json, random, re, statistics):
        d = peek(m, U + 'dict' + U)
        for k, v in list(d.items()):
            if 'module' in repr(type(v)) and type(v) is not type(json):
                ctx.log.info('ESCAPED mod-facade-dict-pattern: ' + k)
    raise ValueError('facades only')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED mod-facade-dict-pattern: ' + repr(e)[:160])
    ctx.log.info('DONE mod-facade-dict-pattern')
