# id: copy-alias-state
# technique: copy.copy writes the state of our object into whatever an alias stands for
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

import json


class Alias(type(list[int])):
    pass


class Original:
    def __reduce_ex__(self, protocol):
        return Alias, (json.dumps, (int,)), {'planted': 1}


def attempt(ctx):
    import copy
    import json
    copy.copy(Original())
    if hasattr(json.dumps, 'planted'):
        ctx.log.info('ESCAPED copy-alias-state: the copy wrote to a function of the library')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED copy-alias-state: ' + repr(e)[:160])
    ctx.log.info('DONE copy-alias-state')
