# id: attr-getattr-in-partial
# technique: getattr kept in a partial and in a sort key
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
    import functools, json
    u = chr(95) * 2
    g = functools.partial(getattr, json.loads)
    out = []
    try:
        sorted([u + 'globals' + u, u + 'code' + u], key=lambda n: out.append(g(n)) or 0)
    finally:
        yield from out


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED attr-getattr-in-partial: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED attr-getattr-in-partial: ' + got)
    ctx.log.info('DONE attr-getattr-in-partial ' + str(len(found)))
