# id: attr-kept-by-functools
# technique: functions that helpers of functools keep
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
    import functools, statistics
    u = chr(95) * 2
    for h in (functools.cached_property(statistics.mean), functools.partialmethod(statistics.mean), functools.partial(statistics.mean), functools.cmp_to_key(statistics.mean)(1), functools.lru_cache(statistics.mean)):
        for n in ('func', 'obj', 'fget', 'lock', 'cache_parameters'):
            f = getattr(h, n, None)
            yield f
            yield getattr(f, u + 'globals' + u, None)


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED attr-kept-by-functools: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED attr-kept-by-functools: ' + got)
    ctx.log.info('DONE attr-kept-by-functools ' + str(len(found)))
