# id: slots-and-attrs
# about: AttributeError messages, hints, __getattr__, __getattribute__, __setattr__, __delattr__, __dir__
# tier: core
# expect_logs: ["x ['del ok']","RuntimeError: no nope","ValueError: no bad","AttributeError: 'Plain' object has no attribute 'y'","AttributeError: type object 'Plain' has no attribute 'y'","AttributeError: 'list' object has no attribute 'foo'","AttributeError: 'str' object has no attribute 'uper'","AttributeError: 'int' object has no attribute 'x'","AttributeError: 'NoneType' object has no attribute 'y'","AttributeError: 'int' object has no attribute 'z'","AttributeError: 'worker.S' object has no attribute 'a'","AttributeError: 'S' object has no attribute 'zzz' and no __dict__ for setting new attributes","AttributeError: 'Plain' object has no attribute 'gone'","AttributeError: 'builtin_function_or_method' object has no attribute 'foo'","AttributeError: 'function' object has no attribute 'foo'","AttributeError: 'int' object has no attribute 'x' and no __dict__ for setting new attributes","AttributeError: 'str' object has no attribute 'foo'","AttributeError: 'dict' object has no attribute 'kyes'","AttributeError: 'Plain' object has no attribute 'xx'","['a', 'a', 'zz']","1 2 False ('a', '__weakref__') False","zebra","5 1 {'x': 5} d 5 True","late"]

class Guard:
    def __init__(self):
        self.log = []
    def __setattr__(self, k, v):
        if k == 'bad':
            raise ValueError('no bad')
        super().__setattr__(k, v)
    def __getattr__(self, k):
        if k.startswith('dyn_'):
            return k[4:]
        raise RuntimeError(f'no {k}')
    def __delattr__(self, k):
        self.log.append('del ' + k)
        super().__delattr__(k)
class Watch:
    hits = []
    a = 1
    def __getattribute__(self, k):
        Watch.hits.append(k)
        return super().__getattribute__(k)
class S:
    __slots__ = ('a', '__weakref__')
class T(S):
    __slots__ = ('b',)
class Plain:
    x = 1
def tick(ctx):
    L = ctx.log.info
    g = Guard()
    g.ok = 1
    del g.ok
    L(f'{g.dyn_x} {g.log}')
    for f in (lambda: g.nope, lambda: setattr_bad(g), lambda: Plain().y, lambda: Plain.y, lambda: [].foo, lambda: ''.uper, lambda: (5).x, lambda: None.y, lambda: Plain().x.z, lambda: S().a, lambda: setit(S()), lambda: delit(Plain()), lambda: len.foo, lambda: f.foo, lambda: setint(), lambda: Plain.__name__.foo, lambda: {}.kyes, lambda: Plain().xx):
        try:
            L(repr(f()))
        except Exception as e:
            L(f'{type(e).__name__}: {e}')
    w = Watch()
    w.a
    getattr(w, 'a')
    hasattr(w, 'zz')
    L(str(Watch.hits))
    t = T()
    t.a, t.b = 1, 2
    L(f'{t.a} {t.b} {hasattr(t, "__dict__")} {S.__slots__} {hasattr(t, "c")}')
    e = None
    try:
        Plain().zebra
    except Exception as err:
        L(f'{err.name}')
    p = Plain()
    p.x = 5
    L(f'{p.x} {Plain.x} {p.__dict__} {getattr(p, "q", "d")} {getattr(p, "x")} {hasattr(p, "x")}')
    Plain.late = lambda self: 'late'
    L(p.late())
def setattr_bad(g):
    g.bad = 1
def setit(s):
    s.zzz = 1
def delit(p):
    del p.gone
def setint():
    (5).x = 1
