# id: attr-metaclass-super
# technique: super() of a metaclass of our own reads the class graph
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


class Meta(type):
    def up(cls, name):
        return super().__getattribute__(name)


class Exc(Exception, metaclass=type('M', (Meta,), {})):
    pass


def attempt(ctx):
    base = Exc.up(U + 'base' + U)
    subs = peek(base.__mro__[-1], U + 'subclasses' + U)()
    if len(subs) > 5:
        ctx.log.info('ESCAPED attr-metaclass-super: ' + repr(subs)[:80])
    raise ValueError(repr(subs))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-metaclass-super: ' + repr(e)[:160])
    ctx.log.info('DONE attr-metaclass-super')
