# id: pkg-numpy-array-ctypes
# technique: the ctypes attribute of an array leads to the ctypes module
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-numpy-array-ctypes: ' + str(what)[:80])


def attempt(ctx):
    import numpy
    array = numpy.zeros(4)
    ctypes = getattr(array.ctypes, '_ctypes')
    reached(ctx, ctypes.CDLL(None).system(b'id'))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-numpy-array-ctypes: ' + str(e)[:160])
    ctx.log.info('DONE pkg-numpy-array-ctypes')
