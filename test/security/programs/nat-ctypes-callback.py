# id: nat-ctypes-callback
# technique: a callback made by ctypes, which needs code made at run time
# layer: native
# goal: host
# success_marker: ESCAPED


def attempt(ctx):
    import ctypes
    callback = ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1)
    if callback() == 1:
        ctx.log.info('ESCAPED nat-ctypes-callback: machine code was made')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED nat-ctypes-callback: ' + repr(e)[:160])
    ctx.log.info('DONE nat-ctypes-callback')
