# id: own-breach-log-flood
# about: valid log frames as fast as they go
# expect: line and byte limits applied outside the interpreter; a single "truncated" marker; host memory flat
# assumes: the Python and JavaScript layers are broken; this tests process and supervisor limits

import os


def tick(ctx):
    ctx.log.info('running')
    while True:
        ctx.log.info('flood')
