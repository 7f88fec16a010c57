# id: attr-tee-class
# technique: the class of an iterator of itertools leads to all classes
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import itertools
    a, b = itertools.tee(iter([1]))
    ctx.log.info('ESCAPED attr-tee-class: ' + str(getattr(a, '__class__').__base__.__subclasses__()))

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-tee-class: ' + repr(e)[:160])
    ctx.log.info('DONE attr-tee-class')
