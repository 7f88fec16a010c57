# id: gen-async-parts
# technique: frames of coroutines, async generators and their awaitables
# layer: python
# goal: capability
# success_marker: ESCAPED


def worth(x):
    """What `x` gives that a worker must not have; None where nothing."""
    u = chr(95) * 2
    try:
        if isinstance(x, dict):
            for k in x:
                if k in ('exec', 'open', u + 'builtins' + u, 'sys', 'os', 'importlib'):
                    return 'a namespace with ' + k
            return None
        for name in ('exec', 'listdir', 'setrecursionlimit', 'import_module', 'get_objects', 'environ', 'f_globals', 'co_consts', 'cell_contents'):
            if hasattr(x, name):
                return 'an object with ' + name
        if 'JsProxy' in repr(type(x)) or repr(x).startswith(('<frame', '<code', '<cell')):
            return repr(x)[:60]
    except Exception:
        return None
    return None


def attempt(ctx):
    async def ag():
        yield 1
    async def co():
        return [x async for x in ag()]
    a, c = ag(), co()
    for o in (a, c, a.__anext__(), a.asend(None), a.aclose()):
        for n in ('frame', 'code', 'await', 'origin', 'running', 'suspended'):
            for p in ('ag_', 'cr_', 'gi_'):
                yield getattr(o, p + n, None)
    try:
        c.send(None)
    except StopIteration as e:
        yield e.value


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED gen-async-parts: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED gen-async-parts: ' + got)
    ctx.log.info('DONE gen-async-parts ' + str(len(found)))
