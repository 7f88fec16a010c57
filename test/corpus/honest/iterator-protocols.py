# id: iterator-protocols
# about: __iter__, __next__, __getitem__ sequences, __len__, __contains__, __reversed__, iter with sentinel, exhaustion
# tier: core
# expect_logs: ["[2, 1, 0] 6 2 True [0, 1, 4] True [0, 1, 4] {0: 0, 1: 1, 2: 4} ((1, 0), (0, 1))","2 1 0 end []","TypeError: iter() returned non-iterator of type 'int'","TypeError: iter() returned non-iterator of type 'BadNext'","StopIteration: ","ValueError: __len__() should return >= 0","TypeError: 'str' object cannot be interpreted as an integer","TypeError: __bool__ should return bool, returned int","TypeError: 'int' object is not iterable","TypeError: 'Count' object is not reversible","TypeError: '>' not supported between instances of 'str' and 'int'","TypeError: list indices must be integers or slices, not Len","TypeError: object of type 'Count' has no len()","[1, 2, 3] [4]","get (1, 2) get (slice(1, 2, None), slice(None, None, 3)) get Ellipsis ['(1, 2)', 'slice(1, 2, None)'] get k","1","['1', '0'] [2, 1] [2, 1] [('a', 'b'), ('c', 'd'), ('e', 'f')] False True yes","[0, 1, 1, 2, 3, 5, 8, 13, 21, 34]","[2, 4]"]

class Count:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n
class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError(i)
        return i * i
class Bad:
    def __iter__(self):
        return 5
class BadNext:
    def __iter__(self):
        return self
class Len:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
class Neg(Len):
    pass
class B:
    def __bool__(self):
        return 5
class Matrix:
    def __init__(self):
        self.d = {}
    def __getitem__(self, k):
        return f'get {k}'
    def __setitem__(self, k, v):
        self.d[k] = v
    def __delitem__(self, k):
        self.d.pop(k)
def tick(ctx):
    L = ctx.log.info
    L(f'{list(Count(3))} {sum(Count(4))} {max(Count(3))} {2 in Count(3)} {list(Old())} {4 in Old()} {[*Old()]} {dict(enumerate(Old()))} {tuple(zip(Count(2), Old()))}')
    c = Count(3)
    L(f'{next(c)} {next(c)} {next(c)} {next(c, "end")} {list(c)}')
    for f in (lambda: list(Bad()), lambda: list(BadNext()), lambda: next(Count(0)), lambda: len(Neg(-1)), lambda: len(Len('x')), lambda: bool(B()), lambda: list(5), lambda: reversed(Count(1)), lambda: Old()['a'], lambda: [1, 2, 3][Len(1)], lambda: len(Count(1))):
        try:
            L(repr(f()))
        except Exception as e:
            L(f'{type(e).__name__}: {e}')
    it = iter([1, 2, 3, 0, 4])
    L(f'{list(iter(lambda: next(it), 0))} {list(it)}')
    m = Matrix()
    m[1, 2] = 'x'
    m[1:2] = 'y'
    L(f'{m[1, 2]} {m[1:2, ::3]} {m[...]} {sorted(map(str, m.d))} {m["k"]}')
    del m[1, 2]
    L(str(len(m.d)))
    L(f'{list(map(str, Count(2)))} {list(filter(lambda x: x, Count(3)))} {list(reversed([1, 2]))} {list(zip(*[iter("abcdef")] * 2))} {bool(Len(0))} {bool(Len(1))} {"yes" if Len(2) else "no"}')
    def fib():
        a, b = 0, 1
        while True:
            yield a
            a, b = b, a + b
    g = fib()
    L(str([next(g) for _ in range(10)]))
    x = [1, 2, 3, 4]
    for i in x:
        if i % 2:
            x.remove(i)
    L(str(x))
