# id: nat-threads-and-processes
# technique: threads, processes and interpreters started from Python
# layer: native
# goal: process
# success_marker: ESCAPED


def attempt(ctx):
    import _thread
    ran = []
    try:
        _thread.start_new_thread(ran.append, (1,))
    except BaseException as e:
        ctx.log.info(repr(e)[:80])
    try:
        import subprocess
        ctx.log.info('ESCAPED nat-threads-and-processes: ' + repr(subprocess.run(['/bin/true'])))
    except BaseException as e:
        ctx.log.info(repr(e)[:80])
    if ran:
        ctx.log.info('ESCAPED nat-threads-and-processes: a thread')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED nat-threads-and-processes: ' + repr(e)[:160])
    ctx.log.info('DONE nat-threads-and-processes')
