# id: match-raw-setattr
# technique: a computed class pattern hands out the unguarded object.__setattr__, which writes the defaults of a library function
# layer: python
# goal: host-tamper
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
    write = peek(Plain, U + 'setattr' + U)
    write(json.dumps, U + 'kwdefaults' + U, {'sort_keys': True})
    write(getattr, U + 'defaults' + U, (1,))
    if json.dumps({'b': 1, 'a': 2}).startswith('{"a"'):
        ctx.log.info('ESCAPED match-raw-setattr: defaults of json.dumps changed for every worker')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-raw-setattr: ' + repr(e)[:160])
    ctx.log.info('DONE match-raw-setattr')
