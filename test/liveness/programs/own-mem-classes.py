# id: own-mem-classes
# about: classes without end, all kept
# expect: MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected; or killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out


def tick(ctx):
    held = []
    while True:
        held.append(type('C', (), {'x': list(range(1000))}))
