# id: attr-slot-of-host
# technique: the slots of the classes of ctx, applied to other objects and set
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

def object_of(cls):
    return type('Other', (), {})()


def attempt(ctx):
    kept = ctx.log.info
    for cls in (type(ctx), type(ctx.log), type(ctx.state)):
        for name in cls.__slots__:
            slot = getattr(cls, name)
            for way in ('__set__', '__delete__', '__objclass__', '__reduce__'):
                if hasattr(slot, way):
                    ctx.log.info('ESCAPED attr-slot-of-host: ' + way + ' of ' + name)
            try:
                slot.__get__(object_of(cls))
            except Exception as e:
                ctx.log.info(repr(e)[:80])
    if ctx.log.info is not kept:
        ctx.log.info('ESCAPED attr-slot-of-host: changed')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-slot-of-host: ' + repr(e)[:160])
    ctx.log.info('DONE attr-slot-of-host')
