# id: attr-super-subclass-getattribute
# technique: super.__getattribute__ called unbound on an instance of its subclass
# layer: python
# goal: capability
# success_marker: ESCAPED

class Super(super):
    pass


class Meta(type):
    pass


def attempt(ctx):
    found = super.__getattribute__(Super(Meta, Meta), '__dict__')
    ctx.log.info('found ' + repr(found))
    namespace = found.__get__(type(ctx.log))
    ctx.log.info('ESCAPED attr-super-subclass-getattribute: ' + repr(namespace)[:80])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-super-subclass-getattribute: ' + repr(e)[:160])
    ctx.log.info('DONE attr-super-subclass-getattribute')
