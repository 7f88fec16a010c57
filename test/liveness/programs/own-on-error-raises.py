# id: own-on-error-raises
# about: an on_error that raises itself, after a timeout
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out


def tick(ctx):
    while True:
        pass


def on_error(ctx, error):
    ctx.log.error('on_error ' + type(error).__name__)
    raise error
