# id: own-mem-int
# about: an integer that squares itself
# expect: MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected; or killed at the wall-clock timeout by the supervisor (SIGKILL)


def tick(ctx):
    x = 3
    while True:
        x *= x
