# id: generators-wide
# about: generators: protocols, delegation, laziness, errors
# tier: core
# expect_logs: ["[3, 2, 1]", "[10.0, 15.0, 20.0]", "returned 20.0", "[3, 2, 1, 'next']", "['liftoff', 'sent']", "[1, 'handled boo', 2, 'closed']", "StopIteration() None", "[1, 2, 3, 4, 5]", "[['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]", "[2, 3, 5, 7, 11, 13, 17, 19, 23, 29]", "[3, 5, 7, 8]", "[0, 0, 0, 2, 0, 2][]", "got 1", "caught 'inside'", "generator raised StopIteration StopIteration('x')", "can't send non-None value to a just-started generator", "generator already executing", "1683", "generator countdown countdown", "2", "{'a': 1, 'b': 2, 'c': 3}", "5 True [1, 2, 3] [2, 1] (2, 1) 3-2-1", "4 [3, 2, 1]"]

import itertools
def countdown(n):
    while n:
        yield n
        n -= 1
    return 'liftoff'
def averager():
    total, count, avg = 0, 0, None
    while True:
        x = yield avg
        if x is None:
            return total / count
        total += x
        count += 1
        avg = total / count
def delegating(out):
    r = yield from countdown(3)
    out.append(r)
    got = yield 'next'
    out.append(got)
def guarded(out):
    try:
        while True:
            try:
                v = yield
                out.append(v)
            except ValueError as e:
                out.append(f'handled {e}')
    finally:
        out.append('closed')
def tree(node):
    if isinstance(node, list):
        for n in node:
            yield from tree(n)
    else:
        yield node
def chunked(it, n):
    it = iter(it)
    while batch := list(itertools.islice(it, n)):
        yield batch
def primes():
    found = []
    for n in itertools.count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n
class Tree:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
def tick(ctx):
    log = ctx.log.info
    log(str(list(countdown(3))))
    g = averager(); next(g)
    log(str([g.send(10), g.send(20), g.send(30)]))
    try:
        g.send(None)
    except StopIteration as e:
        log(f'returned {e.value}')
    out = []
    d = delegating(out)
    log(str([next(d), next(d), next(d), next(d)]))
    try: d.send('sent')
    except StopIteration: log(str(out))
    out = []
    g = guarded(out); next(g); g.send(1); g.throw(ValueError('boo')); g.send(2); g.close()
    log(str(out))
    try: next(g)
    except StopIteration as e: log(f'{e!r} {e.value}')
    log(str(list(tree([1, [2, [3, [4]], 5]]))))
    log(str(list(chunked('abcdefg', 3))))
    log(str(list(itertools.islice(primes(), 10))))
    log(str(list(Tree(5, Tree(3), Tree(8, Tree(7))))))
    gen = (x * y for x in range(3) for y in range(3) if x != y)
    log(str(list(gen)) + str(list(gen)))
    def bad():
        yield 1
        raise KeyError('inside')
    try:
        for x in bad(): log(f'got {x}')
    except KeyError as e: log(f'caught {e}')
    def stop():
        yield 1
        raise StopIteration('x')
    try: list(stop())
    except RuntimeError as e: log(f'{e} {e.__cause__!r}')
    g = countdown(2)
    try: g.send(5)
    except TypeError as e: log(str(e))
    def reentrant():
        yield next(me)
    me = reentrant()
    try: next(me)
    except ValueError as e: log(str(e))
    log(str(sum(x for x in range(100) if x % 3 == 0)))
    log(type(g).__name__ + ' ' + g.__name__ + ' ' + g.__qualname__)
    def ignoring():
        try: yield 1
        except Exception: yield 2
    i = ignoring(); next(i)
    log(str(i.throw(RuntimeError('x'))))
    log(str(dict(zip('abc', itertools.count(1)))))
    log(f'{max(countdown(5))} {3 in countdown(5)} {sorted(countdown(3))} {[*countdown(2)]} {tuple(countdown(2))} {"-".join(map(str, countdown(3)))}')
    a, *b = countdown(4)
    log(f'{a} {b}')
