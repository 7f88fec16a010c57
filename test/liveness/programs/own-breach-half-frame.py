# id: own-breach-half-frame
# about: half a frame, then silence
# expect: read timeout; child killed at the tick deadline
# assumes: the Python and JavaScript layers are broken; this tests process and supervisor limits

import os


def tick(ctx):
    ctx.log.info('running')
    os.write(64, (1000).to_bytes(4) + b'{"t":')
    while True:
        pass
