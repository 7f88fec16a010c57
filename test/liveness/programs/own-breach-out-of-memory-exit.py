# id: own-breach-out-of-memory-exit
# about: the exit code that stands for a lack of memory
# expect: only this process dies; crash reported, or MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected
# assumes: the Python and JavaScript layers are broken; this tests process and supervisor limits

import os


def tick(ctx):
    ctx.log.info('running')
    os._exit(70)
