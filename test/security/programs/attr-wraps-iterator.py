# id: attr-wraps-iterator
# technique: wraps() with names that change between two readings
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


class Names:
    n = 0

    def __iter__(self):
        Names.n += 1
        return iter(('__doc__',) if Names.n == 1 else (U + 'globals' + U,))


class Catch:
    pass


def attempt(ctx):
    w = Catch()
    functools.update_wrapper(w, json.dumps, Names(), ())
    functools.update_wrapper(w, json.dumps, Names(), ())
    prove_globals(ctx, 'attr-wraps-iterator', w.__dict__[U + 'globals' + U])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-wraps-iterator: ' + repr(e)[:160])
    ctx.log.info('DONE attr-wraps-iterator')
