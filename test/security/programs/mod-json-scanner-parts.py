# id: mod-json-scanner-parts
# technique: parts of the JSON decoder that are plain functions
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
    import json
    u = chr(95) * 2
    d = json.JSONDecoder()
    for n in ('parse_object', 'parse_array', 'parse_string', 'scan_once', 'parse_float', 'memo', 'object_hook'):
        f = getattr(d, n, None)
        yield f
        for k in ('globals', 'self', 'code', 'closure', 'module', 'kwdefaults'):
            yield getattr(f, u + k + u, None)


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED mod-json-scanner-parts: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED mod-json-scanner-parts: ' + got)
    ctx.log.info('DONE mod-json-scanner-parts ' + str(len(found)))
