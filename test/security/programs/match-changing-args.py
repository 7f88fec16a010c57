# id: match-changing-args
# technique: __match_args__ is a property of the metaclass, checked once and different when used
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


class Args:
    n = 0

    def __get__(self, obj, cls=None):
        Args.n += 1
        return ('__doc__',) if Args.n % 2 else (U + 'kwdefaults' + U,)


meta = type('Meta', (type,), {U + 'instancecheck' + U: lambda cls, o: True, U + 'match_args' + U: Args()})
Odd = meta('Odd', (), {})


def attempt(ctx):
    for _ in range(6):
        match json.dumps:
            case Odd(found):
                if isinstance(found, dict):
                    ctx.log.info('ESCAPED match-changing-args: ' + repr(found)[:60])
    raise ValueError('checked what is used')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-changing-args: ' + repr(e)[:160])
    ctx.log.info('DONE match-changing-args')
