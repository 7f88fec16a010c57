# id: attr-type-getattribute
# technique: type.__getattribute__ reads the subclasses of object
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


class Plain:
    pass


def attempt(ctx):
    subs = type.__getattribute__(Plain.__mro__[-1], U + 'subclasses' + U)()
    names = [c.__name__ for c in subs]
    if '_wrap_close' in names or len(names) > 50:
        ctx.log.info('ESCAPED attr-type-getattribute: ' + str(len(names)) + ' classes of the interpreter')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-type-getattribute: ' + repr(e)[:160])
    ctx.log.info('DONE attr-type-getattribute')
