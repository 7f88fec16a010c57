# id: decorators-wide
# about: decorators with and without arguments, on functions, methods and classes
# tier: core
# expect_logs: ["add(1,){'b': 2} -> 3", "add(1,){'b': 2} -> 3", "add Adds. add add worker", "attempt 1 failed: no 1", "attempt 2 failed: no 2", "ok", "attempt 1 failed: 'x'", "attempt 2 failed: 'x'", "gave up after 2 <- KeyError('x')", "832040 28 fib fibonacci", "Point(x=1, y='a')", "True Config One.", "8", "{'a': (0, 'a'), 'bee': (2, 'b')}", "hey!"]

import functools
import time
def trace(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        result = fn(*args, **kwargs)
        LOG.append(f'{fn.__name__}{args}{kwargs} -> {result}')
        return result
    return inner
def retry(times, exceptions=(Exception,)):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            last = None
            for attempt in range(1, times + 1):
                try:
                    return fn(*a, **k)
                except exceptions as e:
                    last = e
                    LOG.append(f'attempt {attempt} failed: {e}')
            raise RuntimeError(f'gave up after {times}') from last
        return inner
    return deco
class Memo:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn, self.cache, self.hits = fn, {}, 0
    def __call__(self, *args):
        if args in self.cache:
            self.hits += 1
            return self.cache[args]
        self.cache[args] = r = self.fn(*args)
        return r
    def __get__(self, obj, owner=None):
        return functools.partial(self, obj)
def add_repr(cls):
    def __repr__(self):
        return f'{type(self).__name__}({", ".join(f"{k}={v!r}" for k, v in self.__dict__.items())})'
    cls.__repr__ = __repr__
    return cls
def singleton(cls):
    instances = {}
    @functools.wraps(cls, updated=())
    def get(*a, **k):
        if cls not in instances:
            instances[cls] = cls(*a, **k)
        return instances[cls]
    return get
LOG = []
calls = {'n': 0}
@trace
@trace
def add(a, b=1):
    """Adds."""
    return a + b
@retry(3, (ValueError,))
def flaky():
    calls['n'] += 1
    if calls['n'] < 3:
        raise ValueError(f'no {calls["n"]}')
    return 'ok'
@retry(2)
def broken():
    return {}['x']
@Memo
def fib(n):
    "fibonacci"
    return n if n < 2 else fib(n - 1) + fib(n - 2)
@add_repr
class Point:
    def __init__(self, x, y): self.x, self.y = x, y
@singleton
class Config:
    """One."""
    def __init__(self): self.v = []
class T:
    @Memo
    def m(self, k): return k * 2
registry = {}
def register(name=None, *, prio=0):
    def deco(f):
        registry[name or f.__name__] = (prio, f)
        return f
    return deco
@register()
def a(): return 'a'
@register('bee', prio=2)
def b(): return 'b'
@(lambda f: lambda: f() + '!')
def shout(): return 'hey'
def tick(ctx):
    add(1, b=2)
    LOG.append(f'{add.__name__} {add.__doc__} {add.__wrapped__.__wrapped__.__name__} {add.__qualname__} {add.__module__}')
    LOG.append(flaky())
    try:
        broken()
    except RuntimeError as e:
        LOG.append(f'{e} <- {e.__cause__!r}')
    LOG.append(f'{fib(30)} {fib.hits} {fib.__name__} {fib.__doc__}')
    LOG.append(repr(Point(1, 'a')))
    LOG.append(f'{Config() is Config()} {Config.__name__} {Config.__doc__}')
    LOG.append(str(T().m(4)))
    LOG.append(str({k: (p, f()) for k, (p, f) in sorted(registry.items())}))
    LOG.append(shout())
    for line in LOG:
        ctx.log.info(line)
