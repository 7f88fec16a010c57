# id: own-mem-caught-then-logs
# about: a MemoryError that is caught, after which the worker goes on as if nothing were
# expect: finishes


def tick(ctx):
    try:
        held = []
        while True:
            held.append('x' * 1_000_000 + str(len(held)))
    except Exception as e:
        held = None
        ctx.log.info(type(e).__name__)
    ctx.state.set('still', 'here')
    ctx.log.info(str(ctx.state.get('still')))
