# id: own-mem-generators
# about: a million generators, each suspended in its frame
# expect: MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected


def tick(ctx):
    held = []
    while True:
        generator = (x for x in range(10))
        next(generator)
        held.append(generator)
