# id: generators
# about: generators: send, throw, yield from, laziness
# tier: core
# expect_logs: ["[0, 'got x', 1]", "[1, 2, 'ret']", "caught boom", "165", "[0, 1, 1, 2, 3, 5, 8, 13, 21, 34] [0, 1, 1, 2, 3, 5, 8, 13]", "ok", "gengen"]

def gen(n):
    try:
        for i in range(n):
            got = yield i
            if got: yield 'got ' + got
    finally:
        yield 'closing' if False else None
def tick(ctx):
    log = ctx.log.info
    g = gen(3); log(repr([next(g), g.send('x'), next(g)])); 
    def sub():
        r = yield from [1, 2]
        return 'ret'
    def outer():
        x = yield from sub()
        yield x
    log(repr(list(outer())))
    def thrower():
        while True:
            try: yield 1
            except ValueError as e: yield 'caught ' + str(e)
    t = thrower(); next(t); log(t.throw(ValueError('boom'))); t.close()
    log(repr(sum(x * x for x in range(10) if x % 2)))
    def fib():
        a, b = 0, 1
        while True:
            yield a
            a, b = b, a + b
    import itertools
    log(repr(list(itertools.islice(fib(), 10))) + ' ' + repr(list(itertools.takewhile(lambda x: x < 20, fib()))))
    log(str(fib()).startswith('<generator object tick.<locals>.fib') and 'ok' or str(fib()))
    log(gen.__name__ + str(g.__name__ if hasattr(g, '__name__') else '?'))
