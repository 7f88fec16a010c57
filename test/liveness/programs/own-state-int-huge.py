# id: own-state-int-huge
# about: integers of thousands of digits in the state
# expect: refused with a documented size limit

def tick(ctx):
    ctx.state.set('n', 10 ** 4200)
    ctx.log.info(str(ctx.state.get('n') == 10 ** 4200))
    ctx.state.set('n', 1 << 2_000_000)
