# id: nat-ctypes-run-script
# technique: every function of the runtime that takes JavaScript as text
# layer: native
# goal: host
# success_marker: ESCAPED


def attempt(ctx):
    import ctypes
    runtime = ctypes.CDLL(None)
    for name in ('emscripten_run_script_int', 'emscripten_run_script_string', 'emscripten_run_script', 'emscripten_asm_const_int'):
        call = getattr(runtime, name)
        call.restype = ctypes.c_int
        ctx.log.info(name)
        if call(b'6 * 7') == 42:
            ctx.log.info('ESCAPED nat-ctypes-run-script: ' + name)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED nat-ctypes-run-script: ' + repr(e)[:160])
    ctx.log.info('DONE nat-ctypes-run-script')
