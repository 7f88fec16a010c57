# id: own-state-call-loop
# about: a loop over ctx that never lets go
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out; other workspaces keep ticking; worker restarts with back-off


def tick(ctx):
    while True:
        ctx.state.get('nothing')
