# id: attr-lru-cache-dict
# technique: lru_cache copies the namespace of what it wraps: a facade, a host class, a library class
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
    import functools
    import json
    import random
    for target in (json, random, type(ctx.log), type(ctx.state), json.JSONEncoder, type(ctx)):
        try:
            w = functools.lru_cache()(target)
        except Exception:
            continue
        d = peek(w, U + 'dict' + U)
        bad = [k for k in d if k in ('_send', '_channel', '_os', 'codecs', '__slots__', 'info')]
        if bad:
            ctx.log.info('ESCAPED attr-lru-cache-dict: ' + repr(target) + ' ' + repr(bad))
    raise ValueError('nothing copied')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-lru-cache-dict: ' + repr(e)[:160])
    ctx.log.info('DONE attr-lru-cache-dict')
