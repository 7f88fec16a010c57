# id: own-breach-exit
# about: an exit with success in the middle of a tick
# expect: tick reported as crashed, not as success; restart with back-off
# assumes: the Python and JavaScript layers are broken; this tests process and supervisor limits

import os


def tick(ctx):
    ctx.log.info('running')
    os._exit(0)
