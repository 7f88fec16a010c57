# id: nat-environment-and-host
# technique: the names, addresses and variables of the machine
# layer: native
# goal: host
# success_marker: ESCAPED


def attempt(ctx):
    import os
    import socket
    import sys
    secrets = [k for k in os.environ if k.startswith(('PATH', 'AISPINNER', 'DATABASE', 'NODE', 'npm', 'KAFKA', 'REDIS')) and '/node' in os.environ[k]]
    if secrets:
        ctx.log.info('ESCAPED nat-environment-and-host: variables ' + repr(secrets))
    for call in (lambda: socket.gethostbyname('localhost.example'), lambda: socket.if_nameindex(), lambda: open('/proc/self/environ', 'rb').read(),
                 lambda: open('/etc/resolv.conf').read(), lambda: os.listdir('/home/node')):
        try:
            found = call()
        except BaseException as e:
            ctx.log.info(repr(e)[:80])
            continue
        if found and not str(found).startswith('172.29'):
            ctx.log.info('ESCAPED nat-environment-and-host: ' + repr(found)[:80])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED nat-environment-and-host: ' + repr(e)[:160])
    ctx.log.info('DONE nat-environment-and-host')
