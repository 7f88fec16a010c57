# id: dunder-basics
# about: __str__ against __repr__, __eq__ and __hash__, ordering, __bool__, __len__, __call__, containers of own objects
# tier: core
# expect_logs: ["P(1) True True True True [P(1), P(3)] True P(1) 0 False","TypeError: cannot use 'worker.P' as a set element (unhashable type: 'P')","TypeError: '<=' not supported between instances of 'P' and 'P'","TypeError: unhashable type: 'P'","TypeError: '<' not supported between instances of 'N' and 'N'","TypeError: unsupported operand type(s) for +: 'N' and 'int'","TypeError: 'N' object is not callable","TypeError: object of type 'N' has no len()","TypeError: 'N' object is not subscriptable","TypeError: 'N' object is not iterable","TypeError: bad operand type for unary -: 'N'","TypeError: int() argument must be a string, a bytes-like object or a real number, not 'N'","TypeError: argument of type 'N' is not a container or iterable","2 a False True <worker.N ob Sub(103) 10 HI! ab str True","[1, 10] [10, 1] list 1 missing zed 1.3 6 (1,) True True True 1 1 [Sub(1), Sub(3)] 3 Sub(4) Sub(4) 2.2"]

class P:
    def __init__(self, n):
        self.n = n
    def __repr__(self):
        return f'P({self.n})'
    def __eq__(self, o):
        return isinstance(o, P) and self.n == o.n
    def __lt__(self, o):
        return self.n < o.n
class H(P):
    def __hash__(self):
        return hash(self.n)
class N:
    pass
class Sub(int):
    def __add__(self, o):
        return Sub(int(self) + int(o) + 100)
    def __repr__(self):
        return f'Sub({int(self)})'
class Str(str):
    def shout(self):
        return self.upper() + '!'
class Lst(list):
    def append(self, x):
        super().append(x * 2)
class Dct(dict):
    def __getitem__(self, k):
        return super().__getitem__(k.lower())
    def __missing__(self, k):
        return 'missing ' + k
class Flt(float):
    def __new__(cls, v):
        return super().__new__(cls, round(v, 1))
class Tup(tuple):
    def __new__(cls, *a):
        return super().__new__(cls, a)
    def total(self):
        return sum(self)
class Single:
    _one = None
    def __new__(cls):
        if cls._one is None:
            cls._one = super().__new__(cls)
        return cls._one
def tick(ctx):
    L = ctx.log.info
    L(f'{P(1)} {P(1) == P(1)} {P(1) != P(2)} {P(1) < P(2)} {P(2) > P(1)} {sorted([P(3), P(1)])} {P(1) in [P(1)]} {min(P(2), P(1))} {[P(1)].index(P(1))} {P(1) == 1}')
    for f in (lambda: {P(1)}, lambda: P(1) <= P(2), lambda: hash(P(1)), lambda: N() < N(), lambda: N() + 1, lambda: N()(), lambda: len(N()), lambda: N()[0], lambda: iter(N()), lambda: -N(), lambda: int(N()), lambda: 1 in N()):
        try:
            L(str(f()))
        except Exception as e:
            L(f'{type(e).__name__}: {e}')
    L(f'{len({H(1), H(1), H(2)})} {({H(1): "a"})[H(1)]} {N() == N()} {bool(N())} {repr(N())[:12]} {Sub(1) + 2} {Sub(5) * 2} {Str("hi").shout()} {Str("a") + "b"} {type(Str("a") + "b").__name__} {isinstance(Str("a"), str)}')
    x = Lst([1])
    x.append(5)
    L(f'{x} {x[::-1]} {type(x[:]).__name__} {Dct(a=1)["A"]} {Dct()["Zed"]} {Flt(1.26)} {Tup(1, 2, 3).total()} {Tup(1)} {Single() is Single()} {Sub(3) == 3} {hash(Str("k")) == hash("k")} {({Str("k"): 1})["k"]} {Dct(a=1).get("a")} {sorted([Sub(3), Sub(1)])} {Sub(7) // 2} {str(Sub(4))} {f"{Sub(4)}"} {float(Flt(2.25))}')
