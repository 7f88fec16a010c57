# id: mod-private-names
# technique: private names of each module
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
    import base64, collections, copy, datetime, decimal, functools, hashlib, hmac, itertools, json, math, random, re, statistics, time
    for m in (base64, collections, copy, datetime, decimal, functools, hashlib, hmac, itertools, json, math, random, re, statistics, time):
        for n in ('_sys', 'sys', '_os', 'os', '_builtins', 'builtins', '_operator', 'types', '_types', 'copyreg', '_inst', '_hashlib', '_thread', 'enum', '_compiler', '_casefix', 'copyreg', 'numbers', '_collections_abc', 'warnings', 'functools', 'weakref', 'abc', '_heapq', 'reprlib', 'recursive_repr', 'GenericAlias', 'RLock', 'get_cache_token'):
            yield getattr(m, n, None)


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED mod-private-names: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED mod-private-names: ' + got)
    ctx.log.info('DONE mod-private-names ' + str(len(found)))
