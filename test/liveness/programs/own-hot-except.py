# id: own-hot-except
# about: a loop that swallows whatever it can
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out; other workspaces keep ticking; worker restarts with back-off


def tick(ctx):
    while True:
        try:
            1 / 0
        except:
            pass
