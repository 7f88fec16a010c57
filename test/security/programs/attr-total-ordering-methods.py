# id: attr-total-ordering-methods
# technique: methods that the library adds to a class of the worker
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
    import functools
    u = chr(95) * 2
    @functools.total_ordering
    class A:
        def __lt__(self, o):
            return True
    for n in ('__gt__', '__le__', '__ge__'):
        f = getattr(A, n)
        yield f
        for k in ('globals', 'code', 'closure', 'builtins'):
            yield getattr(f, u + k + u, None)
    yield A.__dict__


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED attr-total-ordering-methods: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED attr-total-ordering-methods: ' + got)
    ctx.log.info('DONE attr-total-ordering-methods ' + str(len(found)))
