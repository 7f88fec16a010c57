# id: own-print-flood
# about: print without an end of line, for ever
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out; other workspaces keep ticking; worker restarts with back-off (or MemoryError)


def tick(ctx):
    while True:
        print('x', end='')
