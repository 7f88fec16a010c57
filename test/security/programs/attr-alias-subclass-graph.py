# id: attr-alias-subclass-graph
# technique: a subclass of the class of list[int] passes __bases__, __subclasses__ and mro on to a class of the library
# layer: python
# goal: capability
# success_marker: ESCAPED

class Alias(type(list[int])):
    pass


def attempt(ctx):
    import collections
    alias = Alias(collections.abc.MutableMapping, (int,))
    for name in ('__subclasses__', 'mro', '__base__', '__bases__', '__mro__'):
        try:
            found = getattr(alias, name)
        except Exception as e:
            ctx.log.info(name + ': ' + repr(e)[:80])
            continue
        if name == '__subclasses__' or 'Environ' in repr(found):
            ctx.log.info('ESCAPED attr-alias-subclass-graph: ' + repr(found)[:80])
    raise ValueError('nothing')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-alias-subclass-graph: ' + repr(e)[:160])
    ctx.log.info('DONE attr-alias-subclass-graph')
