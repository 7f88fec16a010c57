# id: attr-decimal-context-reduce
# technique: reduce of a decimal context hands out its constructor
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import decimal
    c = decimal.getcontext()
    f = getattr(decimal.localcontext(), '__enter__')
    ctx.log.info('ESCAPED attr-decimal-context-reduce: ' + str(getattr(c, '__reduce__')()))

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-decimal-context-reduce: ' + repr(e)[:160])
    ctx.log.info('DONE attr-decimal-context-reduce')
