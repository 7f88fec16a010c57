# id: own-mem-big-range
# about: a list of a range of ten thousand million
# expect: MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected


def tick(ctx):
    list(range(10**10))
