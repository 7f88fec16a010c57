# id: mod-loader-and-spec
# technique: loader and spec of a module
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
    import math, json
    u = chr(95) * 2
    for m in (math, json, collections_()):
        for n in ('loader', 'spec', 'dict', 'builtins', 'file', 'path', 'cached', 'getattr', 'package'):
            yield getattr(m, u + n + u, None)
            try:
                yield ('{0.' + u + n + u + '}').format(m)
            except Exception:
                pass
    yield json.__dict__


def collections_():
    import collections
    return collections


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED mod-loader-and-spec: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED mod-loader-and-spec: ' + got)
    ctx.log.info('DONE mod-loader-and-spec ' + str(len(found)))
