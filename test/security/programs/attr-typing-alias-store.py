# id: attr-typing-alias-store
# technique: a subclass of a typing alias writes attributes through to a class of the library
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Box[T]:
    pass


class Alias(type(Box[int]), _root=True):
    pass


def attempt(ctx):
    import collections
    for target in (collections.Counter, ctx.log, type(ctx.log), collections.abc.Mapping):
        try:
            Alias(target, (int,)).planted = 1
        except Exception as e:
            ctx.log.info(repr(e)[:80])
        if hasattr(target, 'planted'):
            ctx.log.info('ESCAPED attr-typing-alias-store: wrote to ' + repr(target))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-typing-alias-store: ' + repr(e)[:160])
    ctx.log.info('DONE attr-typing-alias-store')
