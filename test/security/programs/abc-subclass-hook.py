# id: abc-subclass-hook
# technique: a subclass of an ABC of the library answers its isinstance for everybody
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import collections.abc


    class Always:
        def __get__(self, obj, cls=None):
            return lambda other: True


    class Greedy(collections.abc.Mapping):
        __subclasshook__ = Always()


    for value in (5, 'text', None, 1.5):
        if isinstance(value, collections.abc.Mapping):
            ctx.log.info('ESCAPED abc-subclass-hook: Mapping says yes to ' + repr(value))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED abc-subclass-hook: ' + repr(e)[:160])
    ctx.log.info('DONE abc-subclass-hook')
