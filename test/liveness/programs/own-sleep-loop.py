# id: own-sleep-loop
# about: many short sleeps, for ever
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out; other workspaces keep ticking; worker restarts with back-off

import time


def tick(ctx):
    while True:
        time.sleep(0.001)
