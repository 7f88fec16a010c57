# id: own-breach-flood
# about: a gigabyte of frames that are none
# expect: supervisor reads with back-pressure and a byte budget, then kills the child; supervisor memory flat
# assumes: the Python and JavaScript layers are broken; this tests process and supervisor limits

import os


def tick(ctx):
    ctx.log.info('running')
    junk = b'A' * (1 << 20)
    for _ in range(1024):
        os.write(64, junk)
