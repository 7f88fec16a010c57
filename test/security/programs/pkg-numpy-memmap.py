# id: pkg-numpy-memmap
# technique: numpy.memmap maps a file
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-numpy-memmap: ' + str(what)[:80])


def attempt(ctx):
    import numpy
    reached(ctx, numpy.memmap('/etc/passwd', dtype='uint8', mode='r').tobytes())


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-numpy-memmap: ' + str(e)[:160])
    ctx.log.info('DONE pkg-numpy-memmap')
