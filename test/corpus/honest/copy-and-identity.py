# id: copy-and-identity
# about: shallow and deep copies, hooks, sharing and cycles, replace
# tier: core
# expect_logs: ["True False 2 False","True False","2 101 9","[1] False 2","True False","{'k': [1]} {'m': 1} Sub False","False [1, [2]] {'a': {1, 2}} True True None","TypeError: cannot pickle 'generator' object","OrderedDict({'a': [1]}) defaultdict(<class 'list'>, {'a': [1]}) deque([1, [2]], maxlen=3) P(x=[1], y=2) P(x=1, y=5) P(x=1, y=2)","2024-01-01 1.50 1 day, 0:00:00 2024-01-05","ValueError('x', 1) KeyError('k')"]

import copy

class Node:
    def __init__(self, v, kids=None):
        self.v, self.kids = v, kids or []

class Special:
    def __init__(self, n):
        self.n = n

    def __copy__(self):
        return Special(self.n + 1)

    def __deepcopy__(self, memo):
        return Special(self.n + 100)

    def __replace__(self, **kw):
        return Special(kw.get('n', self.n))

class Slotted:
    __slots__ = ('a', 'b')

class Sub(dict):
    extra = None

def tick(ctx):
    a = Node(1, [Node(2)])
    s, d = copy.copy(a), copy.deepcopy(a)
    ctx.log.info(f'{s.kids is a.kids} {d.kids is a.kids} {d.kids[0].v} {s is a}')
    a.kids.append(a)
    d = copy.deepcopy(a)
    ctx.log.info(f'{d.kids[1] is d} {d.kids[1] is a}')
    ctx.log.info(f'{copy.copy(Special(1)).n} {copy.deepcopy([Special(1)])[0].n} {copy.replace(Special(1), n=9).n}')
    x = Slotted()
    x.a, x.b = [1], 2
    y = copy.deepcopy(x)
    ctx.log.info(f'{y.a} {y.a is x.a} {y.b}')
    shared = [1]
    p, q = copy.deepcopy((shared, shared))
    ctx.log.info(f'{p is q} {p is shared}')
    z = Sub(k=[1])
    z.extra = {'m': 1}
    w = copy.deepcopy(z)
    ctx.log.info(f'{w} {w.extra} {type(w).__name__} {w["k"] is z["k"]}')
    t = (1, 'a', frozenset([1]))
    ctx.log.info(f'{copy.deepcopy(t) is t} {copy.copy([1, [2]])} {copy.deepcopy({"a": {1, 2}})} {copy.deepcopy(len) is len} {copy.deepcopy(Node) is Node} {copy.copy(None)}')
    try:
        copy.deepcopy(x for x in 'a')
    except Exception as e:
        ctx.log.info(f'{type(e).__name__}: {e}')
    from collections import OrderedDict, defaultdict, deque, namedtuple
    P = namedtuple('P', 'x y')
    ctx.log.info(f'{copy.deepcopy(OrderedDict(a=[1]))} {copy.deepcopy(defaultdict(list, a=[1]))} {copy.deepcopy(deque([1, [2]], 3))} {copy.deepcopy(P([1], 2))} {copy.replace(P(1, 2), y=5)} {copy.copy(P(1, 2))}')
    from datetime import date, timedelta
    from decimal import Decimal
    ctx.log.info(f'{copy.deepcopy(date(2024, 1, 1))} {copy.deepcopy(Decimal("1.50"))} {copy.copy(timedelta(1))} {copy.replace(date(2024, 1, 1), day=5)}')
    e = copy.copy(ValueError('x', 1))
    ctx.log.info(f'{e!r} {copy.deepcopy(KeyError("k"))!r}')
