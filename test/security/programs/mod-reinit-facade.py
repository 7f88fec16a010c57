# id: mod-reinit-facade
# technique: a facade is initialised again with other contents
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import json
    json.__init__('json', {'dumps': lambda *a, **k: 'evil'})
    ctx.state.set('k', {'a': 1})
    if ctx.state.get('k') != {'a': 1}:
        ctx.log.info('ESCAPED mod-reinit-facade: the host used the patched module')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED mod-reinit-facade: ' + repr(e)[:160])
    ctx.log.info('DONE mod-reinit-facade')
