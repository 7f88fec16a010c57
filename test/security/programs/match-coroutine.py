# id: match-coroutine
# technique: frames and code of coroutines and asynchronous generators
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


async def co():
    pass


async def ag():
    yield 1


def attempt(ctx):
    c, a = co(), ag()
    for obj, names in ((c, ('cr_frame', 'cr_code', 'cr_await', 'cr_origin')), (a, ('ag_frame', 'ag_code'))):
        for name in names:
            try:
                found = peek(obj, name)
            except ValueError:
                continue
            ctx.log.info('ESCAPED match-coroutine: ' + name + repr(found))
    c.close()
    raise ValueError('nothing there')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-coroutine: ' + repr(e)[:160])
    ctx.log.info('DONE match-coroutine')
