# id: functools-edges
# about: partial, reduce, wraps, lru_cache, cache, cached_property, total_ordering, cmp_to_key, partialmethod
# tier: core
# expect_logs: ["5 True () {'base': 2} 24 0 functools.partial(<class 'int'>, base=2)","[1.0.5, 1.2, 1.10] True True 3","[2, 3, 4, 3] CacheInfo(hits=1, misses=4, maxsize=2, currsize=2) 1 slow 81 {'maxsize': 2, 'typed': False}","CacheInfo(hits=0, misses=0, maxsize=2, currsize=0) 23416728348467685 81","42 42 1 mail to bob True","42 2 1 1 3","gave up after 3 flaky flaky doc","['A', 'b', 'c']{'a': 1}","5 (3, 5) [3, 2, 1]","unhashable type: 'list'"]

import functools
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, total_ordering, wraps

@total_ordering
class V:
    def __init__(self, s):
        self.p = tuple(int(x) for x in s.split('.'))

    def __eq__(self, o):
        return self.p == o.p

    def __lt__(self, o):
        return self.p < o.p

    def __repr__(self):
        return '.'.join(map(str, self.p))

calls = []

@lru_cache(maxsize=2)
def slow(n):
    calls.append(n)
    return n * n

@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

class Report:
    def __init__(self):
        self.computed = 0

    @cached_property
    def total(self):
        self.computed += 1
        return 42

    def send(self, to, kind):
        return f'{kind} to {to}'
    mail = partialmethod(send, kind='mail')

    @lru_cache
    def memo(self, x):
        self.computed += 1
        return x

def retry(times):
    def deco(f):
        @wraps(f)
        def inner(*a, **k):
            for i in range(times):
                try:
                    return f(*a, **k)
                except ValueError:
                    last = i
            return f'gave up after {last + 1}'
        return inner
    return deco

@retry(3)
def flaky():
    """flaky doc"""
    raise ValueError

def tick(ctx):
    p = partial(int, base=2)
    ctx.log.info(f'{p("101")} {p.func is int} {p.args} {p.keywords} {reduce(lambda a, b: a * b, [1, 2, 3, 4])} {reduce(max, [], 0)} {p!r}')
    ctx.log.info(f'{sorted([V("1.10"), V("1.2"), V("1.0.5")])} {V("1.0") >= V("0.9")} {V("1") != V("2")} {max(V("3"), V("2"))}')
    for n in (2, 3, 2, 4, 3):
        slow(n)
    ctx.log.info(f'{calls} {slow.cache_info()} {slow.cache_info().hits} {slow.__name__} {slow.__wrapped__(9)} {slow.cache_parameters()}')
    slow.cache_clear()
    ctx.log.info(f'{slow.cache_info()} {fib(80)} {fib.cache_info().currsize}')
    r = Report()
    ctx.log.info(f'{r.total} {r.total} {r.computed} {r.mail("bob")} {"total" in r.__dict__}')
    del r.total
    ctx.log.info(f'{r.total} {r.computed} {r.memo(1)} {r.memo(1)} {r.computed}')
    ctx.log.info(f'{flaky()} {flaky.__name__} {flaky.__doc__}')
    ctx.log.info(str(sorted(['b', 'A', 'c'], key=cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower())))) + str(functools.reduce(lambda d, kv: {**d, kv[0]: kv[1]}, [('a', 1)], {})))
    f = partial(partial(max, 3), 5)
    ctx.log.info(f'{f()} {f.args} {partial(sorted, reverse=True)([1, 3, 2])}')
    try:
        slow([])
    except TypeError as e:
        ctx.log.info(str(e))
