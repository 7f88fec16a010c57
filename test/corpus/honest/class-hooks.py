# id: class-hooks
# about: metaclasses, descriptors, operators, attribute hooks, the class graph
# tier: core
# expect_logs: ["['prepared', 'a', 'b'] {'table': 't'} ['prepared', 'a', 'b'] 3 True Model[q] <Model> <Model>", "2 True False <class 'worker.Meta'> 1", "Ann/30 {'name': 'Ann', 'age': 30} The label. True False", "Bob 5 True True True", "TypeError: name must be str, not int", "RuntimeError: no missing", "NameError: name 'setattr_' is not defined", "TypeError: User.__init__() missing 3 required positional arguments: 'self', 'name', and 'age'", "TypeError: User.__init__() missing 1 required positional argument: 'age'", "TypeError: unsupported operand type(s) for +: 'User' and 'int'", "TypeError: 'User' object is not subscriptable", "TypeError: object of type 'User' has no len()", "TypeError: 'User' object is not callable", "TypeError: 'User' object is not iterable", "TypeError: unhashable type: 'User'", "TypeError: '<=' not supported between instances of 'User' and 'User'", "TypeError: argument of type 'User' is not a container or iterable", "locked", "name is unset None True", "21.5C Temp(21.5) 21.50C     21.5C 21.5 deg False 21 21.5 Temp(22) Temp(21.5) True True 3 True (1, 2) slice(1, 2, None) ('k', 1) Temp(-21.5) inv dm pow 2 None pow 2 3 5-T b'T' 1j ['r', 'e', 'v'] 20 0xff", "Temp(7)", "['D', 'B', 'C', 'A'] ['D', 'B', 'C', 'A', 'object'] ['D', 'B', 'C', 'A', 'object'] {'x': 1} {} (<class 'worker.B'>, <class 'worker.C'>) <class 'worker.B'>", "Outer.Inner Outer.Inner 1", "(1, 'hidden') 1 {'_Priv__x': 1, '_y': 2} False", "A worker None D True A", "{'v': 1} True None", "False", "AttributeError: 'A' object has no attribute 'v'", "AttributeError: 'A' object has no attribute 'v'", "AttributeError: type object 'A' has no attribute 'zzz'", "['B', 'A']", "anX 5 X ['A']", "['kw', 'n']", "['B', 'C', 'X']", "True False True <class 'object'>", "who ['D', 'B', 'C', 'A'] ['D', 'B', 'C', 'A']", "['D', 'B', 'C', 'patched']", "<class 'w<function tick<lambda>"]

class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        cls = super().__new__(m, name, bases, ns)
        cls.fields = [k for k in ns if not k.startswith('_') and not hasattr(ns[k], '__call__')]
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.opts = kw
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k)
        cls.made = getattr(cls, 'made', 0) + 1
        return o
    def __iter__(cls): return iter(cls.fields)
    def __len__(cls): return len(cls.fields)
    def __contains__(cls, x): return x in cls.fields
    def __getitem__(cls, k): return f'{cls.__name__}[{k}]'
    def __repr__(cls): return f'<{cls.__name__}>'
    def __instancecheck__(cls, o): return hasattr(o, 'duck') or type.__instancecheck__(cls, o)
    @classmethod_ if False else (lambda f: f)
    def __prepare__(*a, **k): return {'prepared': 1}
class Model(metaclass=Meta, table='t'):
    a = 1
    b = 'x'
    def m(self): pass
class Duck: duck = True
class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner):
        if obj is None: return self
        try: return obj.__dict__[self.name]
        except KeyError: raise RuntimeError(f'{self.name} is unset') from None
    def __set__(self, obj, v):
        if not isinstance(v, self.kind): raise TypeError(f'{self.name} must be {self.kind.__name__}, not {type(v).__name__}')
        obj.__dict__[self.name] = v
    def __delete__(self, obj): del obj.__dict__[self.name]
class Prop:
    def __init__(self, f): self.f = f; self.s = None; self.__doc__ = f.__doc__
    def __get__(self, o, t=None): return self if o is None else self.f(o)
    def __set__(self, o, v):
        if self.s is None: raise TypeError('read-only')
        self.s(o, v)
    def setter(self, s): self.s = s; return self
class User:
    name = Typed(str)
    age = Typed(int)
    def __init__(self, name, age): self.name, self.age = name, age
    @Prop
    def label(self):
        "The label."
        return f'{self.name}/{self.age}'
    @label.setter
    def label(self, v): self.name, _, a = v.partition('/'); self.age = int(a)
    def __eq__(self, o): return isinstance(o, User) and self.__dict__ == o.__dict__
    def __lt__(self, o): return self.age < o.age
    def __getattr__(self, n):
        if n.startswith('is_'): return n[3:] == self.name
        raise RuntimeError(f'no {n}')
    def __setattr__(self, n, v):
        if n == 'locked': raise TypeError('locked')
        super().__setattr__(n, v)
    def __delattr__(self, n):
        super().__delattr__(n)
class Temp:
    def __init__(self, c): self.c = c
    def __format__(self, spec): return f'{self.c:{spec or ".1f"}}C'
    def __str__(self): return f'{self.c} deg'
    def __repr__(self): return f'Temp({self.c})'
    def __bool__(self): return self.c > 0
    def __int__(self): return int(self.c)
    def __float__(self): return float(self.c)
    def __index__(self): return int(self.c)
    def __round__(self, n=None): return Temp(round(self.c, n))
    def __hash__(self): return hash(self.c)
    def __eq__(self, o): return self.c == getattr(o, 'c', o)
    def __len__(self): return 3
    def __contains__(self, x): return x == self.c
    def __call__(self, *a): return a
    def __getitem__(self, k): return k
    def __missing__(self, k): return 'm'
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __neg__(self): return Temp(-self.c)
    def __invert__(self): return 'inv'
    def __divmod__(self, o): return 'dm'
    def __pow__(self, o, m=None): return f'pow {o} {m}'
    def __rsub__(self, o): return f'{o}-T'
    def __ior__(self, o): self.c |= o; return self
    def __bytes__(self): return b'T'
    def __complex__(self): return 1j
    def __reversed__(self): return iter('rev')
    def __dir__(self): return ['z']
    def __sizeof__(self): return 1
class A:
    def who(self): return ['A']
    def __init_subclass__(cls, **kw): cls.kw = kw
class B(A):
    def who(self): return ['B'] + super().who()
class C(A):
    def who(self): return ['C'] + super(C, self).who()
class D(B, C, x=1):
    def who(self): return ['D'] + super().who()
class Outer:
    class Inner:
        v = 1
        def me(self): return type(self).__qualname__
    @staticmethod_ if False else (lambda f: f)
    def nothing(self): return Outer.Inner().me()
class Priv:
    def __init__(self): self.__x = 1; self._y = 2
    def __hidden(self): return 'hidden'
    def get(self): return self.__x, self.__hidden()
class Abstract:
    def run(self): raise NotImplementedError_() if False else RuntimeError('abstract')
def tick(ctx):
    log = ctx.log.info
    log(f'{Model.fields} {Model.opts} {list(Model)} {len(Model)} {"a" in Model} {Model["q"]} {Model!r} {Model().__class__!r}')
    Model(); log(f'{Model.made} {isinstance(Duck(), Model)} {isinstance(5, Model)} {type(Model)} {Model.prepared}')
    u = User('Ann', 30)
    log(f'{u.label} {u.__dict__} {User.label.__doc__} {u.is_Ann} {u.is_Bob}')
    u.label = 'Bob/5'; log(f'{u.name} {u.age} {u == User("Bob", 5)} {u != User("Bob", 6)} {User("x", 1) < u}')
    for f in (lambda: User(5, 5), lambda: u.missing, lambda: setattr_(u), lambda: User.__init__(), lambda: User('a'), lambda: u + 1, lambda: u[0], lambda: len(u), lambda: u(), lambda: iter(u), lambda: hash(u), lambda: u <= u, lambda: u in u):
        try: log(str(f()))
        except Exception as e: log(f'{type(e).__name__}: {e}')
    try: u.locked = 1
    except TypeError as e: log(str(e))
    del u.name
    try: u.name
    except RuntimeError as e: log(f'{e} {e.__cause__} {e.__suppress_context__}')
    t = Temp(21.5)
    log(f'{t} {t!r} {t:.2f} {t:>8.1f} {str(t)} {bool(Temp(0))} {int(t)} {float(t)} {round(t)!r} {round(t, 1)!r} {hash(t) == hash(21.5)} {t == 21.5} {len(t)} {21.5 in t} {t(1, 2)} {t[1:2]} {t["k", 1]} {(-t)!r} {~t} {divmod(t, 1)} {t ** 2} {pow(t, 2, 3)} {5 - t} {type(b"")(t)} {type(1j)(t)} {list(reversed(t))} {[10, 20, 30][Temp(1)]} {hex(Temp(255))}')
    t2 = Temp(1); t2 |= 6; log(repr(t2))
    with Temp(1): raise ValueError('swallowed')
    log(f'{D().who()} {[c.__name__ for c in D.__mro__]} {[c.__name__ for c in D.mro()]} {D.kw} {B.kw} {D.__bases__} {D.__base__}')
    log(f'{Outer().nothing()} {Outer.Inner.__qualname__} {Outer.Inner.v}')
    p = Priv(); log(f'{p.get()} {p._Priv__x} {p.__dict__} {hasattr(p, "__x")}')
    log(f'{A.__name__} {A.__module__} {A.__doc__} {D.__qualname__} {A().__class__ is A} {type(A()).__name__}')
    a = A(); a.v = 1; log(f'{a.__dict__} {hasattr(a, "v")} {getattr(a, "w", None)}')
    del a.v; log(str(hasattr(a, 'v')))
    try: a.v
    except Exception as e: log(f'{type(e).__name__}: {e}')
    try: del a.v
    except Exception as e: log(f'{type(e).__name__}: {e}')
    try: A.zzz
    except Exception as e: log(f'{type(e).__name__}: {e}')
    a.__class__ = B; log(str(a.who()))
    X = type('X', (A,), {'n': 5, '__repr__': lambda s: 'anX'}); log(f'{X()} {X.n} {X.__name__} {X().who()}')
    log(str(sorted(k for k in X.__dict__ if not k.startswith('__'))))
    log(f'{[c.__name__ for c in A.__subclasses__()]}')
    log(f'{issubclass(D, A)} {issubclass(A, D)} {isinstance(D(), (B, C))} {D.__mro__[-1]}')
    m = D().who; log(f'{m.__name__} {m()} {D.who(D())}')
    A.who = lambda self: ['patched']; log(str(D().who()))
    log(repr(A)[:9] + repr(tick)[:14] + str(A().who.__name__))
