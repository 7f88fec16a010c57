# id: mod-random-instance
# technique: the hidden instance behind the functions of random
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
    import random
    u = chr(95) * 2
    for f in (random.random, random.seed, random.choice, random.getstate):
        yield getattr(f, u + 'self' + u, None)
        yield getattr(getattr(f, u + 'func' + u, None), u + 'globals' + u, None)
    class R(random.Random):
        def __reduce__(self):
            return 5
    yield R().getstate
    yield random.SystemRandom()._urandom if hasattr(random.SystemRandom(), '_urandom') else None


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED mod-random-instance: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED mod-random-instance: ' + got)
    ctx.log.info('DONE mod-random-instance ' + str(len(found)))
