# id: mod-facade-class
# technique: the class of a module facade
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
    t = type(json)
    yield t
    for a in (('os',), ('os', {}), ()):
        try:
            m = t(*a)
            yield m
            m.x = 1
        except Exception:
            pass
    yield getattr(t, '__getattribute__', None)
    try:
        t.__setattr__(json, 'dumps', 1)
        yield {'exec': 1}
    except Exception:
        pass
    try:
        json.__class__ = type(tick)
    except Exception:
        pass


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED mod-facade-class: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED mod-facade-class: ' + got)
    ctx.log.info('DONE mod-facade-class ' + str(len(found)))
