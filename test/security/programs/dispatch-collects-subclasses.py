# id: dispatch-collects-subclasses
# technique: singledispatch asks our metaclass about every subclass of an ABC
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import collections.abc
    import functools
    seen = []


    class Meta(type):
        def __eq__(cls, other):
            seen.append(other)
            return cls is other

        def __hash__(cls):
            return 1

        def __subclasscheck__(cls, other):
            seen.append(other)
            return False


    class Mine(metaclass=Meta):
        pass


    @functools.singledispatch
    def handle(x):
        return 0


    handle.register(collections.abc.MutableMapping, lambda x: 1)
    handle.register(Mine, lambda x: 2)
    handle(Mine())
    handle({})
    for cls in seen:
        if 'Environ' in repr(cls) or 'aispinner' in repr(cls):
            ctx.log.info('ESCAPED dispatch-collects-subclasses: ' + repr(cls))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED dispatch-collects-subclasses: ' + repr(e)[:160])
    ctx.log.info('DONE dispatch-collects-subclasses')
