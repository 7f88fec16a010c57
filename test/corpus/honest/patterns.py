# id: patterns
# about: class patterns with positions, of own classes
# tier: core
# expect_logs: ["(1, 2)9[(2, 2), (3, 4, 5)]", "self 5", "kw", "int", "NoArgs() accepts 0 positional sub-patterns (1 given)", "Bad.__match_args__ must be a tuple (got list)", "__match_args__ elements must be strings (got int)", "P() accepts 2 positional sub-patterns (3 given)", "called match pattern must be a class", "27", "end"]

from math import *
class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class MyInt(int): pass
class NoArgs: pass
class Bad: __match_args__ = ['x']
class Bad2: __match_args__ = (1,)
class Sub(P): pass
class Holder:
    P = P
    match P(1, 2):
        case P(a, b): got = (a, b)
def f():
    class Local:
        __match_args__ = ('z',)
        z = 9
    def inner(v):
        match v:
            case Local(q): return q
            case Undefined(q): return 'u'
    return inner(Local())
def gen():
    for v in (P(1, 2), P(P(3, 4), 5)):
        match v:
            case P(P(a, b), c): yield a, b, c
            case Holder.P(a, b) if (a := a + 1): yield a, b
def tick(ctx):
    log = ctx.log.info
    log(str(Holder.got) + str(f()) + str(list(gen())))
    match MyInt(5):
        case MyInt(v): log(f'self {v}')
    match Sub(1, 2):
        case P(1, y=2): log('kw')
    match 5:
        case int(n): log('int')
    for cls, n in ((NoArgs, 1), (Bad, 1), (Bad2, 1), (P, 3)):
        try:
            match cls() if cls is not P else P(1, 2):
                case P(a, b, c): log('no')
                case NoArgs(a): log('no')
                case Bad(a): log('no')
                case Bad2(a): log('no')
        except TypeError as e: log(str(e))
    try:
        match 1:
            case log(x): pass
    except TypeError as e: log(str(e))
    match [P(1, 2), {'k': P(0, 7)}]:
        case [P(1, a), {'k': P(0, b)}]: log(f'{a}{b}')
    def rec(n):
        match P(n, 0):
            case P(0, _): return 'end'
            case P(k, _): return rec(k - 1)
    log(rec(50))
