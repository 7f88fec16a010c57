# id: slots
# about: __slots__ and what they refuse
# tier: core
# expect_logs: ["1 0 ('x', 'y') False", "AttributeError: 'P' object has no attribute 'z' and no __dict__ for setting new attributes", "AttributeError: 'worker.P' object has no attribute 'x'", "123 ('z',)", "5 {'anything': 5}", "1 2 {'b': 2}", "member_descriptor", "'a' in __slots__ conflicts with class variable", "Cannot create a consistent method resolution order (MRO) for bases P, Q", "P.__init__() missing 1 required positional argument: 'x'", "P.__init__() takes from 2 to 3 positional arguments but 4 were given", "P.__init__() got an unexpected keyword argument 'q'"]

class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y=0): self.x = x; self.y = y
class Q(P):
    __slots__ = ('z',)
class R(P): pass
class W:
    __slots__ = {'a': 'doc of a', '__dict__': ''}
def tick(ctx):
    log = ctx.log.info
    p = P(1)
    log(f'{p.x} {p.y} {P.__slots__} {hasattr(p, "__dict__")}')
    for f in ('p.z = 1', ):
        try: p.z = 1
        except Exception as e: log(f'{type(e).__name__}: {e}')
    del p.x
    try: p.x
    except Exception as e: log(f'{type(e).__name__}: {e}')
    q = Q(1, 2); q.z = 3; log(f'{q.x}{q.y}{q.z} {Q.__slots__}')
    r = R(1); r.anything = 5; log(f'{r.anything} {r.__dict__}')
    w = W(); w.a = 1; w.b = 2; log(f'{w.a} {w.b} {w.__dict__}')
    log(str(type(P.x).__name__))
    try:
        class Bad:
            __slots__ = ('a',)
            a = 1
    except ValueError as e: log(str(e))
    try:
        class Bad2(P, Q): pass
    except TypeError as e: log(str(e))
    try: P()
    except TypeError as e: log(str(e))
    try: P(1, 2, 3)
    except TypeError as e: log(str(e))
    try: P(1, q=2)
    except TypeError as e: log(str(e))
