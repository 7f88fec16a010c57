# id: attr-class-getitem
# technique: the origin of a generic alias of a library class leads to all classes
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    class A:
        def __class_getitem__(cls, k):
            return cls
    import collections
    x = collections.OrderedDict[int]
    origin = getattr(x, '__origin__')
    ctx.log.info('ESCAPED attr-class-getitem: ' + str(getattr(origin, '__subclasses__')()))

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-class-getitem: ' + repr(e)[:160])
    ctx.log.info('DONE attr-class-getitem')
