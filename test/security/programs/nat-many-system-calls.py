# id: nat-many-system-calls
# technique: calls of the posix module that would reach the system
# layer: native
# goal: host
# success_marker: ESCAPED


def attempt(ctx):
    import os
    for name, args in (
        ('system', ('true',)), ('kill', (1, 0)), ('fork', ()), ('forkpty', ()), ('posix_spawn', ('/bin/true', ['true'], {})), ('execv', ('/bin/true', ['true'])),
        ('pipe', ()), ('mkfifo', ('/tmp/f',)), ('symlink', ('/etc/passwd', '/tmp/l')), ('chroot', ('/',)), ('setuid', (0,)), ('nice', (-5,)),
        ('memfd_create', ('x',)), ('open', ('/etc/passwd', 0)), ('listdir', ('/proc',)), ('readlink', ('/proc/self/exe',)), ('sched_setaffinity', (0, [0])),
        ('getloadavg', ()), ('statvfs', ('/home',)), ('getrandom', (8,)),
    ):
        call = getattr(os, name, None)
        if call is None:
            continue
        try:
            found = call(*args)
        except BaseException as e:
            ctx.log.info(name + ': ' + repr(e)[:80])
            continue
        if name in ('pipe', 'getrandom', 'symlink', 'statvfs', 'getloadavg', 'mkfifo', 'sched_setaffinity', 'chroot', 'setuid', 'nice'):
            ctx.log.info(name + ' = ' + repr(found)[:80])  # within the interpreter's own make-believe
        elif not (name == 'listdir' and not any(n.isdigit() for n in found)) and not (name == 'system' and found != 0):
            ctx.log.info('ESCAPED nat-many-system-calls: ' + name + ' = ' + repr(found)[:80])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED nat-many-system-calls: ' + repr(e)[:160])
    ctx.log.info('DONE nat-many-system-calls')
