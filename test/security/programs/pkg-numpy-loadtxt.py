# id: pkg-numpy-loadtxt
# technique: numpy.loadtxt and genfromtxt open files by their paths
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-numpy-loadtxt: ' + str(what)[:80])


def attempt(ctx):
    import numpy
    reached(ctx, numpy.genfromtxt('/proc/self/environ', dtype=str, delimiter='\n'))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-numpy-loadtxt: ' + str(e)[:160])
    ctx.log.info('DONE pkg-numpy-loadtxt')
