# id: copying
# about: copy and deepcopy, with every hook a class can have
# tier: core
# expect_logs: ["[1, [2, 3, 9], {'k': (4, [5, 7])}] [1, [2, 3], {'k': (4, [5])}] True False", "TrueFalseFalseTrue", "TrueFalse", "[1]FalseFalse", "['copied']['deep']restored[1]", "[1, [2]]tL", "[OrderedDict({'a': [1]}), deque([1, [2]], maxlen=3), defaultdict(<class 'list'>, {'a': [1]}), Counter({'a': 2, 'b': 1}), Decimal('1.1'), datetime.datetime(2024, 1, 1, 0, 0), datetime.timedelta(days=1), P(x=1, y=[2]), {1, 2}, frozenset({1}), b'x', None, 1.5, range(0, 3), slice(None, 1, None)]", "E('msg')msg", "FalseTrueTrueTrue", "1 5 P(x=3, y=2) 2025-01-01 00:00:00", "cannot pickle 'generator' object", "True"]

import copy
from collections import OrderedDict, deque, defaultdict, Counter, namedtuple
from decimal import Decimal
from datetime import datetime, timedelta
class N:
    def __init__(self, v, kids=()): self.v = v; self.kids = list(kids)
    def __eq__(self, o): return type(o) is N and self.__dict__ == o.__dict__
class S:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = [1]
class Cst:
    def __init__(self): self.x = [1]; self.log = []
    def __copy__(self): n = Cst(); n.log = ['copied']; return n
    def __deepcopy__(self, memo): n = Cst(); memo[id(self)] = n; n.log = ['deep']; return n
class GS:
    def __init__(self): self.a, self.tmp = [1], 'tmp'
    def __getstate__(self): s = self.__dict__.copy(); del s['tmp']; return s
    def __setstate__(self, s): self.__dict__.update(s); self.tmp = 'restored'
class L(list):
    pass
class E(Exception):
    def __init__(self, a): super().__init__(a); self.a = a
P = namedtuple('P', 'x y')
class M:
    def hi(self): return self
class Pt:
    def __init__(self, x, y): self.x, self.y = x, y
    def __replace__(self, **k): return Pt(**{**self.__dict__, **k})
def tick(ctx):
    log = ctx.log.info
    a = [1, [2, 3], {'k': (4, [5])}]; s = copy.copy(a); d = copy.deepcopy(a)
    a[1].append(9); a[2]['k'][1].append(7); log(f'{s} {d} {s[1] is a[1]} {d[1] is a[1]}')
    n = N(1, [N(2)]); m = copy.deepcopy(n); log(str(m == n) + str(m is n) + str(m.kids[0] is n.kids[0]) + str(copy.copy(n).kids is n.kids))
    x = []; x.append(x); y = copy.deepcopy(x); log(str(y[0] is y) + str(y is x))
    sl = S(); t = copy.deepcopy(sl); log(str(t.a) + str(t.a is sl.a) + str(hasattr(t, 'b')))
    log(str(copy.copy(Cst()).log) + str(copy.deepcopy(Cst()).log) + copy.deepcopy(GS()).tmp + str(copy.deepcopy(GS()).a))
    l = L([1, [2]]); l.tag = 't'; l2 = copy.deepcopy(l); log(str(l2) + l2.tag + type(l2).__name__)
    log(str(copy.deepcopy([OrderedDict(a=[1]), deque([1, [2]], maxlen=3), defaultdict(list, a=[1]), Counter('aab'), Decimal('1.1'), datetime(2024, 1, 1), timedelta(1), P(1, [2]), {1, 2}, frozenset([1]), b'x', None, 1.5, range(3), slice(1)])))
    e = copy.copy(E('msg')); log(repr(e) + e.a)
    mm = M(); log(str(copy.deepcopy([mm, mm.hi])[1]() is mm) + str(copy.copy(len) is len) + str(copy.deepcopy(N) is N) + str(copy.deepcopy(tick) is tick))
    q = copy.replace(Pt(1, 2), y=5); log(f'{q.x} {q.y} {copy.replace(P(1, 2), x=3)} {copy.replace(datetime(2024, 1, 1), year=2025)}')
    try: copy.deepcopy(g for g in [1])
    except TypeError as ex: log(str(ex))
    shared = [1]; z = copy.deepcopy([shared, shared]); log(str(z[0] is z[1]))
