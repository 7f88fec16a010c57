# id: type-frozen-bypass
# technique: an immutable class is changed through a subclass, its bases or its namespace
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


class Sub(json.JSONEncoder):
    pass


def attempt(ctx):
    tried = []
    for change in (
        lambda: json.JSONEncoder.__init_subclass__(planted=1),
        lambda: Sub.__setattr__(json.JSONEncoder, 'planted', 1),
        lambda: super(Sub, Sub).__setattr__('planted', 1),
        lambda: peek(json.JSONEncoder, U + 'dict' + U).__setitem__('planted', 1),
        lambda: peek(json.JSONEncoder, U + 'setattr' + U)(json.JSONEncoder(), 'planted', 1),
    ):
        try:
            change()
        except Exception as e:
            tried.append(type(e).__name__)
    if hasattr(json.JSONEncoder, 'planted'):
        ctx.log.info('ESCAPED type-frozen-bypass: class of the library changed')
    raise ValueError(repr(tried))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED type-frozen-bypass: ' + repr(e)[:160])
    ctx.log.info('DONE type-frozen-bypass')
