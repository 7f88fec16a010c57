# id: own-state-many-keys
# about: more keys than a worker may have
# expect: refused with a documented size limit


def tick(ctx):
    for i in range(20_000):
        ctx.state.set(f'k{i}', i)
