# id: pkg-numpy-fromfile
# technique: numpy.fromfile opens a file by its path
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-numpy-fromfile: ' + str(what)[:80])


def attempt(ctx):
    import numpy
    data = numpy.fromfile('/etc/passwd', dtype='uint8').tobytes()
    reached(ctx, data)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-numpy-fromfile: ' + str(e)[:160])
    ctx.log.info('DONE pkg-numpy-fromfile')
