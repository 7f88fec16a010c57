# id: attr-wraps-lying-name
# technique: wraps() with names that lie
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


import functools
import json


class Name(str):
    def __getitem__(self, i):
        return 'x'

    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash('__doc__')


class Catch:
    pass


def attempt(ctx):
    w = Catch()
    functools.update_wrapper(w, json.dumps, (Name(U + 'globals' + U),), ())
    prove_globals(ctx, 'attr-wraps-lying-name', w.__dict__[U + 'globals' + U])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-wraps-lying-name: ' + repr(e)[:160])
    ctx.log.info('DONE attr-wraps-lying-name')
