# id: ctx-private-reads
# technique: private names on all that ctx holds
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
    for o in (ctx, ctx.state, ctx.log, ctx.worker, ctx.tick, ctx.log.info, ctx.state.get, print):
        for n in ('_channel', '_host', '_call', '_send', '_log', '_state', '_parts', '_fields', u + 'self' + u, u + 'func' + u, u + 'wrapped' + u, u + 'slots' + u, u + 'closure' + u, u + 'globals' + u, u + 'dict' + u, u + 'module' + u, u + 'call' + u):
            yield getattr(o, n, None)


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED ctx-private-reads: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED ctx-private-reads: ' + got)
    ctx.log.info('DONE ctx-private-reads ' + str(len(found)))
