# id: gen-throw-traceback
# technique: a traceback thrown into a generator and read back
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
    def g():
        try:
            yield 1
        except ValueError as e:
            yield e
    x = g()
    next(x)
    e = x.throw(ValueError('a'))
    yield e.__traceback__
    yield getattr(e.__traceback__, 'tb_' + 'frame', None)
    try:
        e.with_traceback(None)
        yield x.throw(ValueError, 'b', e.__traceback__)
    except Exception as f:
        yield f


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED gen-throw-traceback: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED gen-throw-traceback: ' + got)
    ctx.log.info('DONE gen-throw-traceback ' + str(len(found)))
