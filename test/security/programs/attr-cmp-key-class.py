# id: attr-cmp-key-class
# technique: the class of a comparison key leads to all classes
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import functools
    k = functools.cmp_to_key(lambda a, b: 0)
    o = k(1)
    ctx.log.info('ESCAPED attr-cmp-key-class: ' + str(getattr(o, '__class__').__base__.__subclasses__()))

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-cmp-key-class: ' + repr(e)[:160])
    ctx.log.info('DONE attr-cmp-key-class')
