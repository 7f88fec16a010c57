# id: abc-registry-clear
# technique: the registries behind isinstance are cleared for everybody
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import collections.abc
    collections.abc.Mapping._abc_registry_clear()
    collections.abc.Mapping._abc_caches_clear()
    if not isinstance({}, collections.abc.Mapping):
        ctx.log.info('ESCAPED abc-registry-clear: isinstance answers differently for every worker')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED abc-registry-clear: ' + repr(e)[:160])
    ctx.log.info('DONE abc-registry-clear')
