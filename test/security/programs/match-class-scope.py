# id: match-class-scope
# technique: the pattern stands in a class body, whose namespace is a mapping of ours
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
box = []


class Meta(type):
    def __prepare__(name, bases):
        class Ns(dict):
            n = 0

            def __getitem__(self, key):
                if key == 'Odd':
                    Ns.n += 1
                    return fine if Ns.n == 1 else evil
                return dict.__getitem__(self, key)
        return Ns()

    def __new__(m, name, bases, ns):
        return super().__new__(m, name, bases, dict(ns))


meta = type('AnyMeta', (type,), {U + 'instancecheck' + U: lambda cls, o: True})
fine = meta('Fine', (), {U + 'match_args' + U: ('__doc__',)})
evil = meta('Evil', (), {U + 'match_args' + U: (U + 'kwdefaults' + U,)})


def attempt(ctx):
    subject = json.dumps


    class Body(metaclass=Meta):
        match subject:
            case Odd(first):
                box.append(first)
        match subject:
            case Odd(second):
                box.append(second)
    if any(isinstance(x, dict) for x in box):
        ctx.log.info('ESCAPED match-class-scope: ' + repr(box)[:60])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-class-scope: ' + repr(e)[:160])
    ctx.log.info('DONE match-class-scope')
