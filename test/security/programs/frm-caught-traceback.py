# id: frm-caught-traceback
# technique: the traceback of an error that ctx raised
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
    try:
        ctx.state.set('k', object_())
    except Exception as e:
        t = e.__traceback__
        while t is not None:
            for n in ('frame', 'lineno', 'lasti'):
                yield getattr(t, 'tb_' + n, None)
            t = getattr(t, 'tb_next', None)


def object_():
    class Q:
        pass
    return Q()


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED frm-caught-traceback: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED frm-caught-traceback: ' + got)
    ctx.log.info('DONE frm-caught-traceback ' + str(len(found)))
