# id: own-protocols
# about: copying, reducing, attribute hooks and subclasses of built-in types
# tier: core
# expect_logs: ["True 5 True", "{'a': 1, 'b': [2], 'cache': {}} {'a': 1, 'b': [2], 'cache': {}}", "2 6", "Ex(5, 'm') 5 (5, 'm')", "(1, 2) NewArgs", "copy True deep False", "13", "xyxy []", "1 True True", "frozen b", "frozen a", "computed foo {'foo': 'computed foo'}", "AttrDict({'b': 2}) 2 True", "zz", "1 True {'foo': 1} 1 {'foo': 1}", "1 None [1]", "ab Str A! 'a' True a   a 1 True", "Int(4) Int(10) True 8 004 4 4 4", "2.5 float 2.5", "{'a': 1} 0", "[0, 1, 4, 9] False [4, 1, 0] [(0, 'a'), (1, 'b')]", "[3, 2, 1] gt 5", "Own.d inst d", "heavy {'heavy': 'heavy'} True", "True True method True None", "['one', 'two']", "7 Base 5 K"]

import copy, functools
from collections import UserDict
class Base:
    def __new__(cls, *a, **k):
        self = super().__new__(cls)
        self.created = True
        return self
    def __init__(self, v=0): self.v = v
class Single:
    _inst = None
    def __new__(cls):
        if cls._inst is None: cls._inst = super().__new__(cls)
        return cls._inst
class Pickled:
    def __init__(self, a, b): self.a, self.b, self.cache = a, b, {'x': 1}
    def __getstate__(self): return {'a': self.a, 'b': self.b}
    def __setstate__(self, s): self.__dict__.update(s); self.cache = {}
class Reduced:
    def __init__(self, n): self.n = n
    def __reduce__(self): return (Reduced, (self.n + 1,))
class Ex(Exception):
    def __init__(self, code, msg): super().__init__(code, msg); self.code = code
class NewArgs(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __getnewargs__(self): return tuple(self)
class Copying:
    def __init__(self): self.l = [1]
    def __copy__(self): n = Copying(); n.l = self.l; n.kind = 'copy'; return n
    def __deepcopy__(self, memo): n = Copying(); n.l = copy.deepcopy(self.l, memo); n.kind = 'deep'; return n
class Replaceable:
    def __init__(self, a, b): self.a, self.b = a, b
    def __replace__(self, **k): return Replaceable(**{**self.__dict__, **k})
class Attr:
    def __init__(self): self.reads = []
    def __getattribute__(self, n):
        if n.startswith('x'): return n * 2
        return super().__getattribute__(n)
class Frozen:
    def __init__(self, **k):
        for n, v in k.items(): super().__setattr__(n, v)
    def __setattr__(self, n, v): raise TypeError(f'frozen {n}')
    def __delattr__(self, n): raise TypeError(f'frozen {n}')
    def __hash__(self): return hash(tuple(sorted(self.__dict__.items())))
    def __eq__(self, o): return self.__dict__ == o.__dict__
class Lazy:
    def __getattr__(self, n):
        if n.startswith('__'): raise RuntimeError(n)
        v = f'computed {n}'
        setattr_ = self.__dict__
        setattr_[n] = v
        return v
class AttrDict(dict):
    def __getattr__(self, k):
        try: return self[k]
        except KeyError: raise RuntimeError(k) from None
    def __setattr__(self, k, v): self[k] = v
    def __delattr__(self, k): del self[k]
    __repr__ = lambda self: f'AttrDict({dict.__repr__(self)})'
class CaseDict(UserDict):
    def __getitem__(self, k): return self.data[k.lower()]
    def __setitem__(self, k, v): self.data[k.lower()] = v
    def __contains__(self, k): return k.lower() in self.data
class DefaultList(list):
    def __getitem__(self, i):
        try: return super().__getitem__(i)
        except IndexError: return None
class Str(str):
    def __add__(self, o): return Str(str.__add__(self, o))
    def shout(self): return self.upper() + '!'
class Int(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __add__(self, o): return Int(int(self) + int(o))
    def __repr__(self): return f'Int({int(self)})'
class Float(float): pass
class Counter2(dict):
    def __missing__(self, k): return 0
class Iter:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError(i)
        return i * i
    def __len__(self): return self.n
class Cmp:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v > o.v
    def __eq__(self, o): return NotImplemented_ if False else self.v == o.v
    def __gt__(self, o): return 'gt'
class ND:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, o, t): return f'{t.__name__}.{self.n}' if o is None else f'inst {self.n}'
class Own:
    d = ND()
    def method(self): return self
    @functools.cached_property
    def heavy(self): return 'heavy'
class Del:
    log = []
    def __init__(self, n): self.n = n
    def __del__(self): Del.log.append(self.n)
def tick(ctx):
    log = ctx.log.info
    log(f'{Base().created} {Base(5).v} {Single() is Single()}')
    p = copy.copy(Pickled(1, [2])); q = copy.deepcopy(Pickled(1, [2])); log(f'{p.__dict__} {q.__dict__}')
    log(f'{copy.copy(Reduced(1)).n} {copy.deepcopy(Reduced(5)).n}')
    e = copy.copy(Ex(5, 'm')); log(f'{e!r} {e.code} {e.args}')
    log(f'{copy.copy(NewArgs(1, 2))} {type(copy.deepcopy(NewArgs(1, [2]))).__name__}')
    c = Copying(); log(f'{copy.copy(c).kind} {copy.copy(c).l is c.l} {copy.deepcopy(c).kind} {copy.deepcopy([c])[0].l is c.l}')
    r = copy.replace(Replaceable(1, 2), b=3); log(f'{r.a}{r.b}')
    a = Attr(); log(f'{a.xy} {a.reads}')
    f = Frozen(a=1); log(f'{f.a} {hash(f) == hash(Frozen(a=1))} {f == Frozen(a=1)}')
    for fn in (lambda: f.__setattr__('b', 1), lambda: f.__delattr__('a')):
        try: fn()
        except TypeError as e: log(str(e))
    l = Lazy(); log(f'{l.foo} {l.__dict__}')
    d = AttrDict(a=1); d.b = 2; del d.a; log(f'{d} {d.b} {d == {"b": 2}}')
    try: d.zz
    except RuntimeError as e: log(f'{e}')
    cd = CaseDict(Foo=1); log(f'{cd["FOO"]} {"foo" in cd} {cd} {cd.get("fOO")} {dict(cd)}')
    dl = DefaultList([1]); log(f'{dl[0]} {dl[5]} {dl}')
    s = Str('a'); log(f'{s + "b"} {type(s + "b").__name__} {s.shout()} {s!r} {s == "a"} {"%s" % s} {f"{s:>3}"} {len(s)} {hash(s) == hash("a")}')
    i = Int(2); log(f'{i} {i + 1!r} {i == 4} {i * 2} {f"{i:03d}"} {[0, 1, 2, 3, 4][i]} {int(i)} {i.real}')
    log(f'{Float(1.5) + 1} {type(Float(1.5) + 1).__name__} {Float("2.5")!r}')
    c2 = Counter2(); c2['a'] += 1; log(f'{c2} {c2["q"]}')
    log(f'{list(Iter(4))} {3 in Iter(2)} {[*reversed(Iter(3))]} {list(zip(Iter(2), "ab"))}')
    log(f'{[x.v for x in sorted([Cmp(1), Cmp(3), Cmp(2)])]} {Cmp(1) > Cmp(2)} {max([Cmp(1), Cmp(5)], key=lambda c: c.v).v}')
    log(f'{Own.d} {Own().d}')
    o = Own(); log(f'{o.heavy} {o.__dict__} {o.method() is o}')
    m = o.method
    log(f'{m.__self__ is o} {m.__func__ is Own.method} {m.__name__} {m == o.method} {m.__doc__}')
    x = Del('one'); del x; y = Del('two'); y = None; log(str(Del.log))
    log(f'{"{0.v} {0.__class__.__name__} {1[0]} {2[k]}".format(Base(7), [5], {"k": "K"})}')
