# id: own-time-sleep-negative-loop
# about: sleeps of no length, as many as fit
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out

import time


def tick(ctx):
    while True:
        time.sleep(0.000001)
        time.sleep(0)
