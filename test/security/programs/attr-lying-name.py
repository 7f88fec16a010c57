# id: attr-lying-name
# technique: getattr with a str subclass that lies about its beginning
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


class Name(str):
    def __getitem__(self, i):
        return 'x'

    def __eq__(self, other):
        return False

    def __hash__(self):
        return 1

    def startswith(self, *a):
        return False


def attempt(ctx):
    prove_globals(ctx, 'attr-lying-name', getattr(json.dumps, Name(U + 'globals' + U)))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-lying-name: ' + repr(e)[:160])
    ctx.log.info('DONE attr-lying-name')
