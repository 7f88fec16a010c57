# id: decorators
# about: decorators, wraps, caches, partial, total_ordering
# tier: core
# expect_logs: ["(3, 'f', 'doc f', True)['g', 'g', 'g']81hhdh", "m22CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)True5", "TrueSinglesdSingle", "12586269025CacheInfo(hits=48, misses=51, maxsize=None, currsize=51){'maxsize': None, 'typed': False}", "0", "9TrueTrue1", "2410", "5{'base': 2}Truefunctools.partial(<class 'int'>, base=2)", "('__module__', '__name__', '__qualname__', '__doc__', '__annotate__', '__type_params__')"]

import functools, time
def timed(fn):
    @functools.wraps(fn)
    def inner(*a, **k):
        return fn(*a, **k), inner.__name__, inner.__doc__, inner.__wrapped__ is fn
    return inner
def repeat(n):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            return [fn(*a, **k) for _ in range(n)]
        return inner
    return deco
class CountCalls:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn = fn; self.n = 0
    def __call__(self, *a):
        self.n += 1
        return self.fn(*a)
    def __get__(self, obj, cls=None):
        return functools.partial(self, obj)
@timed
def f(a, b=2):
    "doc f"
    return a + b
@repeat(3)
def g(): return 'g'
@CountCalls
def h(x): "hd"; return x * 2
class K:
    @CountCalls
    def m(self): return 'm'
    @functools.lru_cache(maxsize=2)
    def c(self, x): return x + 1
    @functools.cached_property
    def cp(self): return [1]
    def plain(self, *, k=1): return k
    pm = functools.partialmethod(plain, k=5)
def singleton(cls):
    inst = {}
    @functools.wraps(cls)
    def get(*a):
        if cls not in inst: inst[cls] = cls(*a)
        return inst[cls]
    return get
@singleton
class Single:
    "sd"
    def __init__(self, v): self.v = v
@functools.lru_cache(maxsize=None)
def fibo(n): return n if n < 2 else fibo(n - 1) + fibo(n - 2)
@functools.cache
def sq(x): return x * x
@functools.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
def tick(ctx):
    log = ctx.log.info
    log(repr(f(1)) + repr(g()) + repr(h(4)) + str(h.n) + h.__name__ + h.__doc__ + h.__wrapped__.__name__)
    k = K(); log(k.m() + str(k.c(1)) + str(k.c(1)) + str(K.c.cache_info()) + repr(k.cp is k.cp) + str(k.pm()))
    log(str(Single(1) is Single(2)) + Single.__name__ + Single.__doc__ + Single.__wrapped__.__name__)
    log(str(fibo(50)) + str(fibo.cache_info()) + str(fibo.cache_parameters())); fibo.cache_clear(); log(str(fibo.cache_info().currsize))
    log(str(sq(3)) + str(V(1) <= V(2)) + str(V(3) >= V(2)) + str(sorted([V(3), V(1)], key=functools.cmp_to_key(lambda a, b: a.v - b.v))[0].v))
    log(str(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4])) + str(functools.reduce(lambda a, b: a + b, [], 10)))
    p = functools.partial(int, base=2); log(str(p('101')) + str(p.keywords) + str(p.func is int) + repr(p))
    log(repr(functools.WRAPPER_ASSIGNMENTS))
