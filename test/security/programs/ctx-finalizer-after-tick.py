# id: ctx-finalizer-after-tick
# technique: an object kept past the tick uses ctx from its finalizer
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class D:
    def __init__(self, ctx):
        self.ctx = ctx

    def __del__(self):
        try:
            self.ctx.state.set('after', 1)
            self.ctx.log.info('finalizer ran')
        except Exception:
            pass


def attempt(ctx):
    global kept
    kept = D(ctx)
    kept = None
    if ctx.state.get('after') != 1:
        ctx.log.info('ESCAPED ctx-finalizer-after-tick: the call was lost')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED ctx-finalizer-after-tick: ' + repr(e)[:160])
    ctx.log.info('DONE ctx-finalizer-after-tick')
