# id: pkg-numpy-ctypeslib
# technique: numpy.ctypeslib loads a library and hands out native pointers
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-numpy-ctypeslib: ' + str(what)[:80])


def attempt(ctx):
    import numpy
    ctypeslib = numpy.ctypeslib
    library = ctypeslib.load_library('libc', '/lib')
    reached(ctx, library.system(b'id'))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-numpy-ctypeslib: ' + str(e)[:160])
    ctx.log.info('DONE pkg-numpy-ctypeslib')
