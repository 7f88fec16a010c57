# id: abc-dump-registry
# technique: ABCMeta._dump_registry writes to a file of ours and walks private registries
# layer: python
# goal: capability
# success_marker: ESCAPED

import collections.abc


class F:
    def write(self, s):
        ctx.log.info('ESCAPED abc-dump-registry: ' + s[:60])


def attempt(ctx):
    collections.abc.Mapping._dump_registry(F())


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED abc-dump-registry: ' + repr(e)[:160])
    ctx.log.info('DONE abc-dump-registry')
