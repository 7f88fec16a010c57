# id: own-sleep
# about: an hour of time.sleep
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out; other workspaces keep ticking; worker restarts with back-off

import time


def tick(ctx):
    time.sleep(3600)
