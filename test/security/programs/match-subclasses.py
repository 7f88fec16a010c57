# id: match-subclasses
# technique: a computed class pattern reads __subclasses__ of object and of the bases of everything
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


def attempt(ctx):
    found = 0
    for cls in (int.__base__, type, Exception, Exception.__base__):
        subs = peek(cls, U + 'subclasses' + U)
        try:
            found += len(subs())
        except TypeError:
            found += len(subs(cls))
    if found > 30:
        ctx.log.info('ESCAPED match-subclasses: ' + str(found) + ' classes')
    raise ValueError('only ' + str(found))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-subclasses: ' + repr(e)[:160])
    ctx.log.info('DONE match-subclasses')
