# id: match-shadowed-builtin
# technique: a pattern of a name that looks like a builtin, bound to our class at run time
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


def classes():
    meta = type('Meta', (type,), {U + 'instancecheck' + U: lambda cls, o: True})
    return meta('Any', (), {U + 'match_args' + U: (U + 'kwdefaults' + U,)})


def look(str, obj):
    match obj:
        case str(found):
            return found


def attempt(ctx):
    found = look(classes(), json.dumps)
    if isinstance(found, dict) and 'cls' in found:
        ctx.log.info('ESCAPED match-shadowed-builtin: ' + repr(found)[:60])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-shadowed-builtin: ' + repr(e)[:160])
    ctx.log.info('DONE match-shadowed-builtin')
