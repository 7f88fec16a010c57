# id: abc-register-builtin
# technique: a builtin type is registered with an ABC for everybody
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import collections.abc
    collections.abc.Mapping.register(str)
    if isinstance('', collections.abc.Mapping):
        ctx.log.info('ESCAPED abc-register-builtin: every str is a Mapping now')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED abc-register-builtin: ' + repr(e)[:160])
    ctx.log.info('DONE abc-register-builtin')
