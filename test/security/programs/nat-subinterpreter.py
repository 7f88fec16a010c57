# id: nat-subinterpreter
# technique: an interpreter beside this one, with nothing of its policy
# layer: native
# goal: host
# success_marker: ESCAPED


def attempt(ctx):
    import _interpreters
    inner = _interpreters.create()
    _interpreters.run_string(inner, "import os, js; js.process.exit(0) if hasattr(js, 'process') else os.system('true')")
    import os
    if os.path.exists('/etc/passwd'):
        ctx.log.info('ESCAPED nat-subinterpreter: files')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED nat-subinterpreter: ' + repr(e)[:160])
    ctx.log.info('DONE nat-subinterpreter')
