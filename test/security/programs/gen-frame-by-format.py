# id: gen-frame-by-format
# technique: a frame by way of format fields
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
    g = (x for x in [1])
    for t in ('{0.gi_frame.f_globals}', '{0.gi_code.co_consts}', '{0.gi_frame}', '{0!r.gi_frame}'):
        try:
            s = t.format(g)
            yield {'exec': 1} if 'builtins' in s or '<frame' in s or '<code' in s else None
        except Exception:
            pass
        try:
            s = t.replace('0', 'g').format_map({'g': g})
            yield {'exec': 1} if 'builtins' in s or '<frame' in s or '<code' in s else None
        except Exception:
            pass


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED gen-frame-by-format: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED gen-frame-by-format: ' + got)
    ctx.log.info('DONE gen-frame-by-format ' + str(len(found)))
