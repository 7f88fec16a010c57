# id: own-log-huge
# about: one message of a hundred megabytes
# expect: stored as data or MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected


def tick(ctx):
    ctx.log.info('x' * 50_000_000)
