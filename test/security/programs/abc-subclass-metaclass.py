# id: abc-subclass-metaclass
# technique: the metaclass of a subclass of an ABC answers the isinstance of the library
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import collections.abc


    class Meta(type(collections.abc.Sized)):
        def __subclasscheck__(cls, other):
            return True


    class Greedy(collections.abc.Mapping, metaclass=Meta):
        pass


    if isinstance(5, collections.abc.Mapping):
        ctx.log.info('ESCAPED abc-subclass-metaclass: Mapping says yes to 5')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED abc-subclass-metaclass: ' + repr(e)[:160])
    ctx.log.info('DONE abc-subclass-metaclass')
