# id: copy-foreign-state
# technique: a copy restores state into an object of the library
# layer: python
# goal: capability
# success_marker: ESCAPED

import copy
import json


class R:
    def __reduce_ex__(self, protocol):
        return (lambda: json.dumps), (), {'planted': 1}


def attempt(ctx):
    copy.copy(R())
    if json.dumps.planted == 1:
        ctx.log.info('ESCAPED copy-foreign-state: state written into json.dumps')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED copy-foreign-state: ' + repr(e)[:160])
    ctx.log.info('DONE copy-foreign-state')
