# id: match-raw-getattribute
# technique: a computed class pattern hands out the unguarded object.__getattribute__
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


import json


class Plain:
    pass


def attempt(ctx):
    read = peek(Plain, U + 'getattribute' + U)
    for name in ('globals', 'code', 'builtins', 'closure', 'dict', 'kwdefaults'):
        try:
            found = read(json.dumps, U + name + U)
        except Exception:
            continue
        ctx.log.info('ESCAPED match-raw-getattribute: ' + name + repr(found)[:50])
    raise ValueError('nothing there')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-raw-getattribute: ' + repr(e)[:160])
    ctx.log.info('DONE match-raw-getattribute')
