# id: own-breach-forged-done
# about: an answer to a request of another time, then one to none
# expect: frame dropped, child killed, event logged; nothing is attributed to another worker; supervisor does not crash
# assumes: the Python and JavaScript layers are broken; this tests process and supervisor limits

import os


def tick(ctx):
    ctx.log.info('running')
    body = b'{"t":"done","id":999999,"result":{"ok":true}}'
    os.write(64, len(body).to_bytes(4) + body)
    while True:
        pass
