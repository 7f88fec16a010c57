# id: match
# about: match statements
# tier: core
# expect_logs: ["small", "limit", "big 200", "int", "str hi", "empty", "empty seq", "one 9", "rest [2, 3]", "nest 123", "a {'z': 1}", "n 2.5", "y-axis 3", "P 1 2", "none/true", "float 2.5", "other", "cx", "other", "12", "is type"]

from collections import namedtuple
class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class Cfg: LIMIT = 5
def what(v):
    match v:
        case 0 | 1: return 'small'
        case Cfg.LIMIT: return 'limit'
        case int(n) if n > 100: return f'big {n}'
        case int(): return 'int'
        case str() as s if s: return 'str ' + s
        case '': return 'empty'
        case [] | (): return 'empty seq'
        case [x]: return f'one {x}'
        case [first, *rest] if rest == [2, 3]: return f'rest {rest}'
        case [[a, b], {'k': [c]}]: return f'nest {a}{b}{c}'
        case {'type': 'a', **others}: return f'a {others}'
        case {'n': int(n) | float(n)}: return f'n {n}'
        case P(0, y): return f'y-axis {y}'
        case P(x=a, y=b): return f'P {a} {b}'
        case None | True: return 'none/true'
        case float(f): return f'float {f}'
        case -1.5j: return 'cx'
        case _: return 'other'
def tick(ctx):
    for v in (0, 5, 200, 50, 'hi', '', [], [9], [1, 2, 3], [[1, 2], {'k': [3]}], {'type': 'a', 'z': 1}, {'n': 2.5}, P(0, 3), P(1, 2), None, 2.5, {1}, -1.5j, b'x'):
        ctx.log.info(what(v))
    match (1, 2):
        case type(): ctx.log.info('no')
        case tuple((a, b)): ctx.log.info(f'{a}{b}')
    match int:
        case type(): ctx.log.info('is type')
