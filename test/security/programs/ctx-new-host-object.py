# id: ctx-new-host-object
# technique: host classes are instantiated again, or subclassed, to reach their inner parts
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    made = []
    for cls in (type(ctx), type(ctx.log), type(ctx.state)):
        try:
            obj = cls()
            obj.info('x') if hasattr(obj, 'info') else obj.get('x')
            made.append(cls)
        except Exception:
            pass
        try:
            sub = type('Sub', (cls,), {'info': lambda self, m: None, '__getattr__': lambda self, n: n})
            s = sub()
            if s.call != 'call':
                made.append(sub)
        except Exception:
            pass
    if made:
        ctx.log.info('ESCAPED ctx-new-host-object: ' + repr(made))
    raise ValueError('inert')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED ctx-new-host-object: ' + repr(e)[:160])
    ctx.log.info('DONE ctx-new-host-object')
