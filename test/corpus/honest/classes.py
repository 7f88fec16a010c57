# id: classes
# about: classes: hooks, descriptors, metaclasses, the own class graph
# tier: core
# expect_logs: ["['B', 'aa']True55False['B', 'A', 'Base', 'object']['B', 'A', 'Base', 'object']TrueA", "immutable x3", "2", "6ZZ{'a': 6}", "1True", "42area['area']", "[Color.RED, Color.GREEN]Color.GREEN12TrueEnum", "TrueFalseTrue['B']['A']", "BTrueTrueBTrueTrue<class 'type'>(<class 'bool'>, <class 'int'>, <class 'object'>)Exceptionint", "12", "2KTrue", "in", "[[0, 1, 2], 7, False, ((1,), {'a': 2}), 5, 2, 1.5, True, ['r', 'e', 'v'], 'rsub', True, True, 'round', 3, 'It', '0x2']", "iadd", "users('a',)users", "fnfdoc{'b': <class 'int'>, 'return': <class 'str'>}{'tag': 1}tick.<locals>.fnFalse", "<class 'super'><class 'X.A'><class 'X.A'>"]

class Base:
    registry = {}
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        Base.registry[name or cls.__name__] = cls
    def __new__(cls, *a, **k):
        o = super().__new__(cls)
        o.made = True
        return o
class A(Base, name='aa'): pass
class B(A):
    def __init__(self): super().__init__(); self.__priv = 5; self._prot = 6
    def get(self): return self.__priv
class Immutable:
    __slots__ = ('x',)
    def __init__(self, x): super().__setattr__('x', x)
    def __setattr__(self, k, v): raise TypeError('immutable ' + k)
    def __delattr__(self, k): raise TypeError('no del ' + k)
class Logged:
    def __init__(self): self.reads = 0; self.v = 1
    def __getattribute__(self, name):
        if name == 'v': super().__setattr__('reads', super().__getattribute__('reads') + 1)
        return super().__getattribute__(name)
class Dyn:
    def __getattr__(self, n): return n.upper()
    def __setattr__(self, n, v): self.__dict__[n] = v * 2
class Borg:
    _s = {}
    def __init__(self): self.__dict__ = self._s
class Prop:
    def __init__(self, f): self.f = f
    def __get__(self, o, t=None): return self if o is None else self.f(o)
    def __set_name__(self, owner, name): self.name = name
class T:
    @Prop
    def area(self): return 42
class Enum(type):
    def __new__(m, name, bases, ns):
        members = {k: v for k, v in ns.items() if not k.startswith('_')}
        cls = super().__new__(m, name, bases, {k: v for k, v in ns.items() if k.startswith('_')})
        cls._members = {}
        for k, v in members.items():
            inst = super().__call__(cls)
            inst.name, inst.value = k, v
            cls._members[k] = inst
            setattr_ = type.__setattr__
            setattr_(cls, k, inst)
        return cls
    def __call__(cls, v):
        for m in cls._members.values():
            if m.value == v: return m
        raise ValueError(v)
    def __iter__(cls): return iter(cls._members.values())
    def __len__(cls): return len(cls._members)
    def __getitem__(cls, k): return cls._members[k]
    def __contains__(cls, k): return k in cls._members.values()
class Color(metaclass=Enum):
    RED = 1
    GREEN = 2
    def __repr__(self): return f'Color.{self.name}'
class InstMeta(type):
    def __instancecheck__(cls, o): return hasattr(o, 'quack')
    def __subclasscheck__(cls, o): return True
class Duck(metaclass=InstMeta): pass
class Q: quack = 1
def tick(ctx):
    log = ctx.log.info
    b = B(); log(str(sorted(Base.registry)) + str(b.made) + str(b.get()) + str(b._B__priv) + str(hasattr(b, '__priv')) + str([c.__name__ for c in B.__mro__]) + str([c.__name__ for c in B.mro()]) + str(B.__bases__ == (A,)) + B.__base__.__name__)
    i = Immutable(3)
    for f in (lambda: i.set(), ):
        try: i.x = 4
        except TypeError as e: log(str(e) + str(i.x))
    lg = Logged(); lg.v; lg.v; log(str(lg.reads))
    d = Dyn(); d.a = 3; log(str(d.a) + d.zz + str(d.__dict__))
    x, y = Borg(), Borg(); x.q = 1; log(str(y.q) + str(x.__dict__ is y.__dict__))
    log(str(T().area) + T.area.name + str(sorted(k for k in T.__dict__ if not k.startswith('__'))))
    log(str(list(Color)) + str(Color(2)) + str(Color['RED'].value) + str(len(Color)) + str(Color.RED in Color) + str(type(Color).__name__))
    log(str(isinstance(Q(), Duck)) + str(isinstance(3, Duck)) + str(issubclass(int, Duck)) + str([c.__name__ for c in A.__subclasses__()]) + str([c.__name__ for c in Base.__subclasses__()]))
    log(str(b.__class__.__name__) + str(type(b) is B) + str(b.__class__ is B) + str(B.__qualname__) + str(isinstance(B, type)) + str(type(B) is type) + str(type(type)) + str(bool.__mro__) + str(ValueError.__mro__[1].__name__) + str(int.__name__))
    class St1:
        def go(self): self.__class__ = St2; return 1
    class St2:
        def go(self): return 2
    s = St1(); log(str(s.go()) + str(s.go()))
    K = type('K', (A,), {'v': 1, 'm': lambda self: self.v + 1}); log(str(K().m()) + K.__name__ + str(K.__module__ is not None))
    class Ctx:
        def __enter__(self): return 'in'
        def __exit__(self, *a): return a[0] is not None
    with Ctx() as c: 1 / 0
    log(c)
    class It:
        def __getitem__(self, i):
            if i > 2: raise IndexError
            return i
        def __len__(self): return 3
        def __hash__(self): return 7
        def __bool__(self): return False
        def __call__(self, *a, **k): return a, k
        def __int__(self): return 5
        def __index__(self): return 2
        def __float__(self): return 1.5
        def __contains__(self, v): return v == 'yes'
        def __reversed__(self): return iter('rev')
        def __iadd__(self, o): return 'iadd'
        def __rsub__(self, o): return 'rsub'
        def __eq__(self, o): return True
        def __lt__(self, o): return True
        def __round__(self, n=None): return 'round'
        def __del__(self): pass
        def __dir__(self): return ['z']
    t = It(); log(str([list(t), hash(t), bool(t), t(1, a=2), int(t), [0, 1, 2][t], float(t), 'yes' in t, list(reversed(t)), 5 - t, t == 3, t < 1, round(t), t.__len__(), t.__class__.__name__, hex(t)]))
    t += 1; log(t)
    class WithTable:
        __tablename__ = 'users'
        __fields__ = ('a',)
    log(WithTable.__tablename__ + str(WithTable().__fields__) + str(getattr(WithTable, '__tablename__')))
    def fn(a, b: int = 2, *c, d=3, **e) -> str: "fdoc"
    fn.tag = 1; log(fn.__name__ + fn.__doc__ + str(fn.__annotations__) + str(fn.__dict__) + fn.__qualname__ + str(fn.__module__ is None))
    log(str(super) + str(A) .replace('worker', 'X').replace('__main__', 'X') + str(type(A())).replace('worker','X').replace('__main__','X'))
