# id: own-breach-huge-frame
# about: a frame that claims four gigabytes
# expect: frame dropped, child killed, event logged; nothing is attributed to another worker; supervisor does not crash
# assumes: the Python and JavaScript layers are broken; this tests process and supervisor limits

import os


def tick(ctx):
    ctx.log.info('running')
    os.write(64, b'\xff\xff\xff\xff{}')
    while True:
        pass
