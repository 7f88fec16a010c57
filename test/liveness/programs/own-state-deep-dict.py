# id: own-state-deep-dict
# about: a dict nested 200000 deep, then dropped
# expect: refused; neither the child nor the host JSON parser overflows


def tick(ctx):
    x = {}
    for _ in range(200_000):
        x = {'x': x}
    ctx.state.set('deep', x)
