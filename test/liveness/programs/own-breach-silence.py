# id: own-breach-silence
# about: a guest that answers nothing
# expect: read timeout; child killed at the tick deadline
# assumes: the Python and JavaScript layers are broken; this tests process and supervisor limits

import os


def tick(ctx):
    ctx.log.info('running')
    while True:
        pass
