# id: own-breach-abort
# about: abort()
# expect: no core file, crash reported, restart with back-off
# assumes: the Python and JavaScript layers are broken; this tests process and supervisor limits

import os


def tick(ctx):
    ctx.log.info('running')
    os.abort()
