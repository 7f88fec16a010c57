# id: own-mem-globals
# about: what is hoarded in globals
# expect: MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected

HOARD = []


def tick(ctx):
    while True:
        HOARD.append([None] * 100_000)
