# id: own-on-error-fresh
# about: on_error after a kill sees a fresh module
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out; other workspaces keep ticking; worker restarts with back-off

TOUCHED = []


def tick(ctx):
    TOUCHED.append(1)
    while True:
        pass


def on_error(ctx, error):
    ctx.log.error(f'on_error {type(error).__name__} {TOUCHED}')
