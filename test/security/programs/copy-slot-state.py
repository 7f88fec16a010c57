# id: copy-slot-state
# technique: slot state of a copy names the code of our own function's neighbour
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


import copy
import json


class R:
    def __reduce_ex__(self, protocol):
        return (lambda: json.dumps), (), (None, {U + 'code' + U: 1})


def attempt(ctx):
    copy.deepcopy(R())
    ctx.log.info('ESCAPED copy-slot-state: setattr on a library function')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED copy-slot-state: ' + repr(e)[:160])
    ctx.log.info('DONE copy-slot-state')
