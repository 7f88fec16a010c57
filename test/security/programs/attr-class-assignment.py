# id: attr-class-assignment
# technique: assigning __class__ gives a host object our methods
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Evil:
    __slots__ = ('debug', 'info', 'warn', 'error', 'flush')


def attempt(ctx):
    import json
    for target in (ctx.log, ctx.state, ctx, json, json.JSONEncoder(), attempt):
        try:
            target.__class__ = Evil
            if type(target) is Evil and target is not attempt:
                ctx.worker
                raise RuntimeError('changed')
        except (TypeError, ValueError):
            continue
        except RuntimeError:
            raise
        except Exception:
            continue
    raise ValueError('all kept their class')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-class-assignment: ' + repr(e)[:160])
    ctx.log.info('DONE attr-class-assignment')
