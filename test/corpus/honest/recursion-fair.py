# id: recursion-fair
# about: recursion some hundreds deep is ordinary work: memo, parsing, flatten, permutations, hanoi, ackermann
# tier: core
# expect_logs: ["222232244629420445529739893461909967206666939096499764990979600 400 700 [1, 2, 3, 4] ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'] 1023 9","[10, 20, 30, 40, 50, 60, 70, 80] 8","120 7140","RecursionError: maximum recursion depth exceeded","500 still fine","122 122 True","[1, [...]] {'me': {...}}"]

import functools
@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
def flat(x):
    return [y for i in x for y in (flat(i) if isinstance(i, list) else [i])]
def perms(s):
    return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])]
def hanoi(n, a='a', b='b', c='c'):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
def ack(m, n):
    return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
class Tree:
    def __init__(self, v):
        self.v, self.l, self.r = v, None, None
    def add(self, v):
        side = 'l' if v < self.v else 'r'
        kid = getattr(self, side)
        if kid is None:
            self.__dict__[side] = Tree(v)
        else:
            kid.add(v)
    def __iter__(self):
        if self.l is not None:
            yield from self.l
        yield self.v
        if self.r is not None:
            yield from self.r
    def __len__(self):
        return 1 + (0 if self.l is None else len(self.l)) + (0 if self.r is None else len(self.r))
def tick(ctx):
    L = ctx.log.info
    L(f'{fib(300)} {depth(400)} {depth(700)} {flat([1, [2, [3, [4, []]]]])} {perms("abc")} {hanoi(10)} {ack(2, 3)}')
    t = Tree(50)
    for i in (30, 70, 20, 40, 60, 80, 10):
        t.add(i)
    L(f'{list(t)} {len(t)}')
    chain = Tree(0)
    for i in range(1, 120):
        chain.add(i)
    L(f'{len(chain)} {sum(chain)}')
    def forever(n):
        return forever(n + 1)
    try:
        forever(0)
    except RuntimeError as e:
        L(f'{type(e).__name__}: {e}')
    L(f'{depth(500)} still fine')
    nested = []
    for _ in range(60):
        nested = [nested]
    L(f'{len(str(nested))} {len(repr(nested))} {nested == nested}')
    loop = [1]
    loop.append(loop)
    d = {}
    d['me'] = d
    L(f'{loop} {d}')
