# id: pkg-numpy-tofile
# technique: ndarray.tofile writes a file
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-numpy-tofile: ' + str(what)[:80])


def attempt(ctx):
    import numpy
    numpy.zeros(4).tofile('/tmp/pkg-numpy-tofile')
    reached(ctx, 'written')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-numpy-tofile: ' + str(e)[:160])
    ctx.log.info('DONE pkg-numpy-tofile')
