# id: state-values
# about: ctx.state: every kind of JSON value, and what is refused
# tier: core
# expect_logs: ["None -> None NoneType", "True -> True bool", "False -> False bool", "0 -> 0 int", "-1 -> -1 int", "9007199254740992 -> 9007199254740992 int", "9223372036854775808 -> 9223372036854775808 int", "-18446744073709551616 -> -18446744073709551616 int", "1000000000000000000000000000000 -> 1000000000000000000000000000000 int", "0.1 -> 0.1 float", "-0.0 -> -0.0 float", "1e+300 -> 1e+300 float", "5e-324 -> 5e-324 float", "1.0 -> 1.0 float", "1e+22 -> 1e+22 float", "'' -> '' str", "'a' -> 'a' str", "'\u00e9\u4e2d\ud83d\ude00' -> '\u00e9\u4e2d\ud83d\ude00' str", "'\\n\\t\\x00\\\\\"' -> '\\n\\t\\x00\\\\\"' str", "[] -> [] list", "[1, [2, [3]]] -> [1, [2, [3]]] list", "{} -> {} dict", "{'a': {'b': [None, {'c': 1.5}]}} -> {'a': {'b': [None, {'c': 1.5}]}} dict", "{'': 1} -> {'': 1} dict", "{'\u00e9': '\u00fc'} -> {'\u00e9': '\u00fc'} dict", "{'__proto__': 1} -> {'__proto__': 1} dict", "{'constructor': [1]} -> {'constructor': [1]} dict", "(1, 2) -> [1, 2] list", "{'k': (1,)} -> {'k': [1]} dict", "OrderedDict({'b': 1, 'a': 2}) -> {'b': 1, 'a': 2} dict", "Counter({'a': 2, 'b': 1}) -> {'a': 2, 'b': 1} dict", "defaultdict(<class 'int'>, {'x': 1}) -> {'x': 1} dict", "P(x=1, y=2) -> [1, 2] list", "[True, 1, 1.0] -> [True, 1, 1.0] list", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49] -> [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49] list", "ValueError", "ValueError", "TypeError", "TypeError", "TypeError", "TypeError", "TypeError", "TypeError", "TypeError", "TypeError", "TypeError", "ValueError", "TypeError", "nothing stored", "[1]", "{'n': 1}", "None 5 [] [1]", "{'a': 1}", "None True", "['d', 'kw', 'none', 'v', 'x']['d', 'kw', 'none', 'v', 'x']listdict", "[] {}", "None", "TypeError", "TypeError"]

from collections import OrderedDict, namedtuple, Counter, defaultdict, deque
from decimal import Decimal
import datetime, json
VALUES = [None, True, False, 0, -1, 2**53, 2**63, -2**64, 10**30, 0.1, -0.0, 1e300, 5e-324, 1.0, 1e22, '', 'a', 'é中😀', '\n\t\x00\\"', [], [1, [2, [3]]], {}, {'a': {'b': [None, {'c': 1.5}]}}, {'': 1}, {'é': 'ü'}, {'__proto__': 1}, {'constructor': [1]}, (1, 2), {'k': (1,)}, OrderedDict(b=1, a=2), Counter('aab'), defaultdict(int, x=1), namedtuple('P', 'x y')(1, 2), [True, 1, 1.0], list(range(50))]
BAD = [float('nan'), float('inf'), {1, 2}, b'bytes', Decimal('1'), datetime.date(2024, 1, 1), lambda: 0, Exception('x'), 1j, deque([1]), range(3), [float('-inf')], {'a': {1}}]
def tick(ctx):
    for v in VALUES:
        ctx.state.set('v', v)
        back = ctx.state.get('v')
        ctx.log.info(f'{v!r} -> {back!r} {type(back).__name__}')
    for v in BAD:
        try:
            ctx.state.set('bad', v)
            ctx.log.info(f'stored {v!r}')
        except (TypeError, ValueError) as e:
            ctx.log.info(type(e).__name__)
    ctx.log.info(str(ctx.state.get('bad', 'nothing stored')))
    ctx.state.set('x', [1]); ctx.state.get('x').append(2)
    ctx.log.info(str(ctx.state.get('x')))
    d = {'n': 1}; ctx.state.set('d', d); d['n'] = 2
    ctx.log.info(str(ctx.state.get('d')))
    ctx.log.info(f'{ctx.state.get("missing")} {ctx.state.get("missing", 5)} {ctx.state.get("missing", default=[])} {ctx.state.get(key="x")}')
    ctx.state.set(key='kw', value={'a': 1})
    ctx.log.info(str(ctx.state.get('kw')))
    ctx.state.set('none', None)
    ctx.log.info(f'{ctx.state.get("none", "default")} {"none" in ctx.state.keys()}')
    ctx.log.info(str(sorted(ctx.state.keys())) + str(sorted(ctx.state.get_all())) + type(ctx.state.keys()).__name__ + type(ctx.state.get_all()).__name__)
    for k in ctx.state.keys(): ctx.state.delete(k)
    ctx.log.info(f'{ctx.state.keys()} {ctx.state.get_all()}')
    ctx.log.info(str(ctx.state.set('a', 1)))
    try: ctx.state.get()
    except TypeError as e: ctx.log.info('TypeError')
    try: ctx.state.set('a')
    except TypeError as e: ctx.log.info('TypeError')
