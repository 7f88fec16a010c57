# id: own-rec-partial-chain
# about: a chain of calls kept by functools.partial
# expect: RecursionError, or the process dies and is replaced

def tick(ctx):
    import functools
    f = abs
    class P(functools.partial):
        pass
    for i in range(200_000):
        f = functools.partial(P(f))
        f = (lambda g: lambda x: g(x))(f)
    f(1)
