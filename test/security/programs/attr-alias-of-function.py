# id: attr-alias-of-function
# technique: aliases and unions that carry functions of the library
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
    a = list[json.dumps]
    for n in ('args', 'origin', 'parameters', 'unpacked', 'reduce', 'mro_entries', 'typing_unpacked_tuple_args'):
        x = getattr(a, u + n + u, None)
        yield x
        if isinstance(x, tuple):
            for y in x:
                yield getattr(y, u + 'globals' + u, None)
    yield (int | str).__args__


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED attr-alias-of-function: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED attr-alias-of-function: ' + got)
    ctx.log.info('DONE attr-alias-of-function ' + str(len(found)))
