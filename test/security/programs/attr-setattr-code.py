# id: attr-setattr-code
# technique: object.__setattr__ called unbound replaces the code of a library function
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


def mine(*a, **k):
    return 'mine'


def attempt(ctx):
    code = peek(mine, U + 'code' + U)
    Plain.__setattr__(json.dumps, U + 'code' + U, code)
    if json.dumps(1) == 'mine':
        ctx.log.info('ESCAPED attr-setattr-code: code of json.dumps replaced')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-setattr-code: ' + repr(e)[:160])
    ctx.log.info('DONE attr-setattr-code')
