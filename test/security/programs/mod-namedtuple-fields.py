# id: mod-namedtuple-fields
# technique: a named tuple that says it is of another module
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
    from collections import namedtuple
    import copy
    u = chr(95) * 2
    T = namedtuple('listdir', 'a b', module='os')
    yield copy.copy(T(1, 2))
    yield T._make
    yield getattr(T._make, u + 'func' + u, None)
    yield getattr(T, u + 'new' + u, None)
    yield getattr(T.__new__, u + 'globals' + u, None)
    yield getattr(T._replace, u + 'globals' + u, None)
    for bad in ('a=1):import os#', 'a, b=__import__("os")', '__class__', 'lambda'):
        try:
            yield namedtuple('X', [bad])
        except Exception:
            pass
    try:
        yield namedtuple('X):\n import os\nclass Y(', 'a')
    except Exception:
        pass


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED mod-namedtuple-fields: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED mod-namedtuple-fields: ' + got)
    ctx.log.info('DONE mod-namedtuple-fields ' + str(len(found)))
