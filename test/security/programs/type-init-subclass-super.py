# id: type-init-subclass-super
# technique: the super object of __init_subclass__ is asked for its class
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    u = chr(95)*2
    box=[]
    class A:
        def __init_subclass__(cls, **k):
            box.append(super())
    class B(A): pass
    x = getattr(box[0], u+'thisclass'+u)
    ctx.log.info('ESCAPED type-init-subclass-super: ' + str(x.mro()[-1].__subclasses__))

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED type-init-subclass-super: ' + repr(e)[:160])
    ctx.log.info('DONE type-init-subclass-super')
