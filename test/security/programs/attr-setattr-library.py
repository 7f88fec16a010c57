# id: attr-setattr-library
# technique: object.__setattr__ called unbound writes to a library object
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

import json


class Plain:
    pass


def attempt(ctx):
    Plain.__setattr__(json.dumps, 'planted', 1)
    if json.dumps.planted == 1:
        ctx.log.info('ESCAPED attr-setattr-library: attribute planted on a library function')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-setattr-library: ' + repr(e)[:160])
    ctx.log.info('DONE attr-setattr-library')
