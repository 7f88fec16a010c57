# id: ctx-methods-inside
# technique: what the methods of ctx, the guards and the import hook hold
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import functools
    import json
    holders = [
        ctx.log.info, ctx.log.flush, ctx.state.get, ctx.state.set, ctx.state.get_all, getattr, hasattr, isinstance, print,
        __import__, functools.wraps, functools.lru_cache, functools.singledispatch, json.dumps, ''.format, str.format_map,
        type(ctx).__init__, type(ctx.log).__call__, type(json), ctx.worker._replace, type(ctx.worker)._make,
    ]
    names = (
        '__globals__ __code__ __closure__ __builtins__ __self__ __func__ __defaults__ __kwdefaults__ __dict__ __reduce__ '
        '__reduce_ex__ __getstate__ __objclass__ __text_signature__ __annotate__ __loader__ __spec__ cell_contents fget'
    ).split()
    for holder in holders:
        for name in names:
            try:
                found = getattr(holder, name)
            except Exception:
                continue
            if found is not None:
                ctx.log.info('ESCAPED ctx-methods-inside: ' + name + ' of ' + repr(holder)[:60])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED ctx-methods-inside: ' + repr(e)[:160])
    ctx.log.info('DONE ctx-methods-inside')
