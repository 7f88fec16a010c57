# id: frm-text-that-looks
# technique: a text that looks at who asks for it
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
    got = []
    class S:
        def __str__(self):
            def g():
                yield 1
            x = g()
            for n in ('gi_' + 'frame', 'gi_' + 'code', 'gi_yield' + 'from'):
                got.append(getattr(x, n, None))
            return 'seen'
    ctx.log.info(S())
    ctx.state.set('k', [1])
    yield from got


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED frm-text-that-looks: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED frm-text-that-looks: ' + got)
    ctx.log.info('DONE frm-text-that-looks ' + str(len(found)))
