# id: api-itertools
# about: itertools, functools, copy and random, one expression a line
# tier: core
# expect_logs: ["([1, 3, 6], [1, 2, 6], [100, 101, 103], [5], [1, 'a'], [1, 2], [('a', 'b'), ('a', 'c'), ('b', 'c')], [('a', 'a'), ('a', 'b'), ('b', 'b')], ['a', 'c'], [5, 6], [0.5, 1.0, 1.5], ['a', 'b', 'a', 'b', 'a'], [2, 1], [0, 2, 4], [('a', ['a', 'a']), ('b', ['b', 'b']), ('c', ['c'])], [(1, [1, 3]), (0, [2, 4])], ['b', 'd'], [('a', 'b'), ('b', 'c')], [('a', 'b', 'c'), ('a', 'c', 'b'), ('b', 'a', 'c'), ('b', 'c', 'a'), ('c', 'a', 'b'), ('c', 'b', 'a')], [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)], [('a', 1), ('a', 2), ('b', 1), ('b', 2)], [(0, 0), (0, 1), (1, 0), (1, 1)], [1, 1, 1], [8], [1, 2], [[1, 2], [1, 2]], [(1, 'a'), (2, '-')], [('a', 'b'), ('c', 'd'), ('e',)])", "ValueError: batched(): incomplete batch", "ValueError: n must be at least one", "ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.", "ValueError: r must be non-negative", "ValueError: repeat argument cannot be negative", "ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.", "TypeError: can only concatenate str (not \"int\") to str", "TypeError: a number is required", "(count(5), repeat(1), repeat(1, 3), <class 'itertools.cycle'>)", "([], [], [()], [], [], [])", "(<class 'itertools.chain'>, <class 'itertools.count'>, <class 'itertools.groupby'>)", "(6, 5, 5)", "TypeError: reduce() of empty iterable with no initial value", "((1, 2, 3, 4), (1, 2, 3, 9), (1, 5, 3, 4), (1,), {'d': 2}, True, (1, 2, 3, 4), (1, 2, 3, 4))", "TypeError: the first argument must be callable", "TypeError: f() missing 1 required positional argument: 'b'", "(\"functools.partial(<class 'int'>, base=2)\", 5)", "(4, 9, 4, CacheInfo(hits=1, misses=2, maxsize=2, currsize=2), 16, CacheInfo(hits=1, misses=3, maxsize=2, currsize=2), None, CacheInfo(hits=0, misses=0, maxsize=2, currsize=0), 'sq', 'squares', 25, {'maxsize': 2, 'typed': False})", "TypeError: unhashable type: 'list'", "(23416728348467685, CacheInfo(hits=78, misses=81, maxsize=None, currsize=81))", "(5, 5, 5)", "TypeError: Expected first argument to be an integer, a callable, or None", "(42, 42, 1, {'v': 42})", "(False, [3, 2, 1])", "(True, True, True, False, [V1, V3], V2, True)", "ValueError: must define at least one ordering operation: < > <= >=", "True", "('f', True, 'f')", "('d', ('__module__', '__name__', '__qualname__', '__doc__', '__annotate__', '__type_params__'), ('__dict__',))", "TypeError: <lambda> requires at least 1 positional argument", "('d', dict_keys([<class 'object'>]))", "AttributeError: module 'functools' has no attribute 'nope'", "([1, [2]], [1, [2]], {'a': [1]}, (1,), (1, [2]), {1}, 'a', 5, None, True, True, True)", "(False, False, True)", "True", "(P({'a': [1]}), P({'a': [1], 'b': P({'c': 1})}), True, 0)", "TypeError: replace() does not support tuple objects", "TypeError: replace() does not support int objects", "TypeError: cannot pickle 'generator' object", "TypeError: cannot pickle 'generator' object", "(<class 'copy.Error'>, True, True)", "(range(0, 3), range(0, 3), slice(1, 2, None), b'a', 1j, frozenset({1}), frozenset({1}), {1, 2})", "{'a': {'b': {'c': [1, (2, 3)]}}}", "(Exception('a'), ('a', 1), KeyError('k'))", "[0.6394267984578837, 0.025010755222666936, 0.27502931836911926]", "([29, 18, 95, 14, 87], 8, 1, [3, 1, 1], ['a', 'b'], [71, 25, 91, 83, 89], ['b', 'a'], 2.7968361851354144, 18231, b'\\x8b\\xd56\\xcf', 7.443638530967637, 0.6497345036970129, 4, 0.2964624365654323, 0.8430539921894696, -0.027157332216837325, 0.9235448568347123, -0.9554292602868603, 3.858046242640129, 1.0243218913076106, 1.040448088261111)", "(None, [2, 5, 4, 1, 3])", "(0.6229016948897019, 0.1382359792209653, 0.1382359792209653, 0.8444333481435627, 0.6229016948897019, True, 0.9341508484568806)", "TypeError: The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.", "TypeError: The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.", "(None, 0.13436424411240122, 2, -0.03724711554723822, 'b', [2, 3], 1.7887233511355132, 24, None, 62)", "(None, 0.7720246314157545, None, 0.8444333481435627, None, 0.6307877176639078, None, 0.6229016948897019, None, 0.23796462709189137)", "True", "(3, 3, 625)", "IndexError: Cannot choose from an empty sequence", "KeyError: 0", "TypeError: 'set' object is not subscriptable", "ValueError: Sample larger than population or is negative", "TypeError: Population must be a sequence.  For dicts or sets, use sorted(d).", "ValueError: Sample larger than population or is negative", "ValueError: empty range in randint(5, 1)", "TypeError: 'float' object cannot be interpreted as an integer", "ValueError: empty range for randrange()", "ValueError: zero step for randrange()", "IndexError: list index out of range", "ValueError: The number of weights does not match the population", "ValueError: Total of weights must be greater than zero", "TypeError: 'tuple' object does not support item assignment", "TypeError: 'str' object does not support item assignment", "TypeError: unsupported operand type(s) for -: 'int' and 'str'", "TypeError: The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.", "ValueError: Cannot convert negative int", "ZeroDivisionError: division by zero", "AttributeError: module 'random' has no attribute 'nope'", "(<class 'random.Random'>, <class 'random.SystemRandom'>, 'Random', True, True)", "(None, ['a', 'c', 'd', 'f', 'e', 'b'])", "['x', 'z', 'y']", "['red', 'red', 'black', 'red', 'black', 'red']"]

import itertools, functools, copy, random
from itertools import *
from functools import *
class P:
    def __init__(self, **k): self.__dict__.update(k)
    def __repr__(self): return f'P({self.__dict__})'
    def __eq__(self, o): return self.__dict__ == o.__dict__
class Slots:
    __slots__ = ('a', 'b')
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f'V{self.v}'
@lru_cache(maxsize=2)
def sq(n):
    "squares"
    return n * n
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
class CP:
    calls = 0
    @cached_property
    def v(self):
        CP.calls += 1
        return 42
cp = CP()
def f(a, b, c=3, *, d=4): return (a, b, c, d)
class Cell:
    def __init__(self): self.alive = False
    def set(self, s): self.alive = s
    on = partialmethod(set, True)
def err(g):
    next(g)
    return g.throw(ValueError('x'))
r = random.Random(42)
R = random.Random


def tick(ctx):
    def case(f):
        try:
            ctx.log.info(repr(f()))
        except Exception as e:
            ctx.log.info(f"{type(e).__name__}: {e}")

    case(lambda: (list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1, 2], initial=100)), list(accumulate([], initial=5)), list(chain([1], 'a')), list(chain.from_iterable([[1], [2]])), list(combinations('abc', 2)), list(combinations_with_replacement('ab', 2)), list(compress('abc', [1, 0, 1])), list(islice(count(5), 2)), list(islice(count(0.5, 0.5), 3)), list(islice(cycle('ab'), 5)), list(dropwhile(lambda x: x < 2, [1, 2, 1])), list(filterfalse(lambda x: x % 2, range(5))), [(k, list(g)) for k, g in groupby('aabbc')], [(k, list(g)) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)], list(islice('abcdef', 1, 5, 2)), list(pairwise('abc')), list(permutations('abc')), list(permutations([1, 2, 3], 2)), list(product('ab', [1, 2])), list(product([0, 1], repeat=2)), list(repeat(1, 3)), list(starmap(pow, [(2, 3)])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), [list(t) for t in tee([1, 2], 2)], list(zip_longest([1, 2], 'a', fillvalue='-')), list(batched('abcde', 2))))
    case(lambda: (list(batched('abc', 2, strict=True))))
    case(lambda: (list(batched('abc', 0))))
    case(lambda: (list(islice([1], -1))))
    case(lambda: (list(combinations('abc', -1))))
    case(lambda: (list(product('ab', repeat=-1))))
    case(lambda: (list(islice([1], 'a'))))
    case(lambda: (list(accumulate(['a', 1]))))
    case(lambda: (count('a')))
    case(lambda: (count(5), repeat(1), repeat(1, 3), cycle))
    case(lambda: (list(permutations('abc', 5)), list(combinations('ab', 3)), list(product()), list(zip_longest()), list(chain()), list(pairwise([1]))))
    case(lambda: (chain, count, groupby))
    case(lambda: (reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 5), reduce(max, [1, 5, 3])))
    case(lambda: (reduce(lambda a, b: a, [])))
    case(lambda: (partial(f, 1)(2), partial(f, 1, d=9)(2), partial(f, b=5)(1), partial(f, 1).args, partial(f, 1, d=2).keywords, partial(f, 1).func is f, partial(f, Placeholder, 2)(1), partial(partial(f, 1), 2)()))
    case(lambda: (partial(5)))
    case(lambda: (partial(f)(1)))
    case(lambda: (repr(partial(int, base=2)), partial(int, base=2)('101')))
    case(lambda: (sq(2), sq(3), sq(2), sq.cache_info(), sq(4), sq.cache_info(), sq.cache_clear(), sq.cache_info(), sq.__name__, sq.__doc__, sq.__wrapped__(5), sq.cache_parameters()))
    case(lambda: (sq([])))
    case(lambda: (fib(80), fib.cache_info()))
    case(lambda: (lru_cache(None)(lambda x: x)(5), lru_cache(typed=True)(lambda x: x)(5), lru_cache(0)(lambda: 5)()))
    case(lambda: (lru_cache('a')))
    case(lambda: (cp.v, cp.v, CP.calls, cp.__dict__))
    case(lambda: (cmp_to_key(lambda a, b: b - a)(1) < cmp_to_key(lambda a, b: b - a)(2), sorted([1, 3, 2], key=cmp_to_key(lambda a, b: b - a))))
    case(lambda: (V(1) < V(2), V(1) <= V(1), V(2) > V(1), V(2) >= V(3), sorted([V(3), V(1)]), max(V(1), V(2)), V(1) != V(2)))
    case(lambda: (total_ordering(P)))
    case(lambda: ((lambda c: (c.on(), c.alive)[1])(Cell())))
    case(lambda: (wraps(f)(lambda: 0).__name__, wraps(f)(lambda: 0).__wrapped__ is f, update_wrapper(lambda: 0, f).__qualname__))
    case(lambda: (singledispatch(lambda x: 'd')(1), WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES))
    case(lambda: (singledispatch(lambda x: 'd')()))
    case(lambda: (singledispatch(lambda x: 'd').dispatch(int)(1), singledispatch(lambda x: 'd').registry.keys()))
    case(lambda: (functools.nope))
    case(lambda: (copy.copy([1, [2]]), copy.deepcopy([1, [2]]), copy.deepcopy({'a': [1]}), copy.copy((1,)), copy.deepcopy((1, [2])), copy.copy({1}), copy.copy('a'), copy.copy(5), copy.copy(None), copy.copy(f) is f, copy.deepcopy(f) is f, copy.copy(int) is int))
    case(lambda: ((lambda a: (lambda b: (b[0] is a[0], b[1] is a[1], b[0] is b[1]))(copy.deepcopy(a)))((lambda x: [x, x])([1]))))
    case(lambda: ((lambda a: (lambda b: b[0] is b)(copy.deepcopy(a)))((lambda x: (x.append(x), x)[1])([]))))
    case(lambda: (copy.copy(P(a=[1])), copy.deepcopy(P(a=[1], b=P(c=1))), copy.copy(P(a=1)) == P(a=1), copy.replace(P) if False else 0))
    case(lambda: (copy.replace((1,), a=2)))
    case(lambda: (copy.replace(5)))
    case(lambda: (copy.copy(x for x in [])))
    case(lambda: (copy.deepcopy(x for x in [])))
    case(lambda: (copy.Error, copy.error is copy.Error, issubclass(copy.Error, Exception)))
    case(lambda: (copy.copy(range(3)), copy.deepcopy(range(3)), copy.copy(slice(1, 2)), copy.copy(b'a'), copy.copy(1j), copy.copy(frozenset([1])), copy.deepcopy(frozenset([1])), copy.deepcopy({1, 2})))
    case(lambda: (copy.deepcopy({'a': {'b': {'c': [1, (2, 3)]}}})))
    case(lambda: (copy.copy(Exception('a')), copy.deepcopy(ValueError('a', 1)).args, copy.copy(KeyError('k'))))
    case(lambda: ([r.random() for _ in range(3)]))
    case(lambda: ([r.randint(1, 100) for _ in range(5)], r.randrange(0, 10, 2), r.choice([1, 2, 3]), r.choices([1, 2, 3], weights=[1, 2, 3], k=3), r.choices('abc', cum_weights=[1, 2, 3], k=2), r.sample(range(100), 5), r.sample('aab', counts=[1, 1, 2], k=2), r.uniform(1, 5), r.getrandbits(16), r.randbytes(4), r.triangular(0, 10, 5), r.betavariate(1, 2), r.binomialvariate(10, 0.5), r.expovariate(1.5), r.gammavariate(1, 2), r.gauss(0, 1), r.lognormvariate(0, 1), r.normalvariate(0, 1), r.vonmisesvariate(0, 1), r.paretovariate(3), r.weibullvariate(1, 2)))
    case(lambda: ((lambda l: (r.shuffle(l), l))([1, 2, 3, 4, 5])))
    case(lambda: (R(5).random(), R('seed').random(), R(b'seed').random(), R(1.5).random(), R(-5).random(), R(None).random() < 1, R(10**30).random()))
    case(lambda: (R((1, 2))))
    case(lambda: (R([1])))
    case(lambda: ((random.seed(1), random.random(), random.randint(1, 10), random.gauss(0, 1), random.choice('abc'), random.sample([1, 2, 3], 2), random.uniform(1, 2), random.getrandbits(8), random.shuffle([1]), random.randrange(100))))
    case(lambda: ((random.seed('abc'), random.random(), random.seed(1.5), random.random(), random.seed(b'x'), random.random(), random.seed(5, version=1), random.random(), random.seed(a=3), random.random())))
    case(lambda: ((lambda s: (random.random(), random.setstate(s), random.random()))(random.getstate())[0] >= 0))
    case(lambda: (len(random.getstate()), random.getstate()[0], len(R(1).getstate()[1])))
    case(lambda: (random.choice([])))
    case(lambda: (random.choice({1: 2})))
    case(lambda: (random.choice({1, 2})))
    case(lambda: (random.sample([1], 5)))
    case(lambda: (random.sample({1, 2}, 1)))
    case(lambda: (random.sample([1, 2], -1)))
    case(lambda: (random.randint(5, 1)))
    case(lambda: (random.randint(1.5, 2)))
    case(lambda: (random.randrange(0)))
    case(lambda: (random.randrange(1, 5, 0)))
    case(lambda: (random.choices([], k=1)))
    case(lambda: (random.choices([1], weights=[1, 2])))
    case(lambda: (random.choices([1], weights=[0])))
    case(lambda: (random.shuffle((1, 2))))
    case(lambda: (random.shuffle('ab')))
    case(lambda: (random.uniform('a', 1)))
    case(lambda: (random.seed([1])))
    case(lambda: (random.getrandbits(-1)))
    case(lambda: (random.expovariate(0)))
    case(lambda: (random.nope))
    case(lambda: (random.Random, random.SystemRandom, type(random.Random()).__name__, isinstance(random.SystemRandom().random(), float), 1 <= random.SystemRandom().randint(1, 3) <= 3))
    case(lambda: ((lambda d: (random.Random(3).shuffle(d), d))(list('abcdef'))))
    case(lambda: (random.Random(2).sample(['x', 'y', 'z'], k=3)))
    case(lambda: (random.Random(7).choices(['red', 'black', 'green'], [18, 18, 2], k=6)))
