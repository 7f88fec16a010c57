# id: abc-private-parts
# technique: caches and registries of abstract classes
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
    from collections.abc import Mapping, Sized
    u = chr(95) * 2
    for n in ('_abc_impl', '_abc_registry', '_dump_registry', '_abc_caches_clear', 'register', u + 'subclasses' + u, u + 'subclasshook' + u):
        f = getattr(Mapping, n, None)
        yield f
        yield getattr(f, u + 'func' + u, None)
        yield getattr(getattr(f, u + 'func' + u, None), u + 'globals' + u, None)
    class S:
        @(lambda f: f)
        def __len__(self):
            return 0
    yield Sized.register(S)


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED abc-private-parts: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED abc-private-parts: ' + got)
    ctx.log.info('DONE abc-private-parts ' + str(len(found)))
