# id: nat-ctypes-dlopen
# technique: a library loaded from the machine by ctypes
# layer: native
# goal: host
# success_marker: ESCAPED


def attempt(ctx):
    import ctypes
    for name in ('libc.so.6', '/lib/x86_64-linux-gnu/libc.so.6', '/usr/lib/libm.so'):
        try:
            ctypes.CDLL(name)
        except BaseException as e:
            ctx.log.info(repr(e)[:80])
            continue
        ctx.log.info('ESCAPED nat-ctypes-dlopen: ' + name)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED nat-ctypes-dlopen: ' + repr(e)[:160])
    ctx.log.info('DONE nat-ctypes-dlopen')
