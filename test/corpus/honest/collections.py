# id: collections
# about: collections and its ABCs, own mappings, namedtuples in patterns
# tier: core
# expect_logs: ["Emp(name='x', age=30)Emp(name='x', age=1){'name': 'x', 'age': 30}Emp(name, age){'age': 30}TrueEmpAlias for field number 0('name', 'age')", "matched x", "pos x 30", "{'a': 1, 'b': 2}None1True[('b', 2)]True", "3[1, 2]{'a': 2}ABC1-2", "[('a', 7), ('r', 2)]12['a', 'a', 'a']Counter({'a': 1, 'b': 1})Counter({'a': 7, 'r': 2, 'b': 1, 'c': 1, 'd': 1, 'z': 1})Counter({'a': 7, 'r': 2, 'b': 1, 'c': 1, 'd': 1})True", "deque(['e', 'c', 'd'], maxlen=3)2['d', 'c', 'e']31", "{'a': {'b': 1}}defaultdict(<class 'int'>, {'a': 1})", "OrderedDict({'b': 2, 'a': 1})True['a', 'b']", "2ChainMap({'c': 3}, {'a': 1}, {'b': 2}){'b': 2, 'a': 1}ChainMap({'b': 2})[{'a': 1}, {'b': 2}]", "True", "NameError", "Can't instantiate abstract class Abs without an implementation for abstract method '__len__'", "True", "True"]

from collections import *
import collections, collections.abc
from collections.abc import Iterable, Callable, Hashable, MutableMapping
Emp = namedtuple('Emp', 'name age', defaults=(30,))
class LD(MutableMapping):
    def __init__(self): self._d = {}
    def __getitem__(self, k): return self._d[k.lower()]
    def __setitem__(self, k, v): self._d[k.lower()] = v
    def __delitem__(self, k): del self._d[k.lower()]
    def __iter__(self): return iter(self._d)
    def __len__(self): return len(self._d)
class UL(UserList):
    def total(self): return sum(self.data)
class UD(collections.UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
class US(collections.UserString): pass
def tick(ctx):
    log = ctx.log.info
    e = Emp('x'); log(str(e) + str(e._replace(age=1)) + str(e._asdict()) + Emp.__doc__ + str(Emp._field_defaults) + str(e == ('x', 30)) + Emp.__name__ + str(Emp.name.__doc__) + repr(Emp._fields))
    match e:
        case Emp(name=n, age=30): log('matched ' + n)
    match e:
        case Emp(n, a): log(f'pos {n} {a}')
    l = LD(); l['A'] = 1; l.update(b=2); log(str(dict(l)) + str(l.get('zz')) + str(l.pop('a')) + str('B' in l) + str(list(l.items())) + str(isinstance(l, collections.abc.Mapping)))
    log(str(UL([1, 2]).total()) + str(UL([1]) + [2]) + str(UD(a=1)) + str(US('abc').upper()) + US('{}-{x}').format(1, x=2))
    c = Counter('abracadabra'); c.update('aa'); c.subtract('b'); log(str(c.most_common(2)) + str(c.total()) + str(sorted(c.elements())[:3]) + str(c & Counter('ab')) + str(c | Counter('z')) + str(+c) + str(Counter(a=1) == Counter('a')))
    d = deque('abc', maxlen=3); d.extend('de'); d.rotate(1); log(str(d) + str(d.index('d')) + str(list(reversed(d))) + str(d.maxlen) + str(d.count('e')))
    dd = defaultdict(lambda: defaultdict(int)); dd['a']['b'] += 1; log(str({k: dict(v) for k, v in dd.items()}) + repr(defaultdict(int, a=1)))
    od = OrderedDict([('a', 1), ('b', 2)]); od.move_to_end('a'); log(str(od) + str(od == {'a': 1, 'b': 2}) + str(list(reversed(od))))
    cm = ChainMap({'a': 1}, {'b': 2}); log(str(cm['b']) + str(cm.new_child({'c': 3})) + str(dict(cm)) + str(cm.parents) + str(cm.maps))
    log(str(isinstance([], Iterable)) + str(isinstance(len, Callable)) + str(isinstance([], Hashable)) + str(issubclass(dict, collections.abc.Mapping)) + str(callable_(1)) if False else str(isinstance({}.keys(), collections.abc.Set)))
    try: LDX()
    except Exception as e2: log(type(e2).__name__)
    class Abs(collections.abc.Sized): pass
    try: Abs()
    except TypeError as e3: log(str(e3))
    class Sz:
        def __len__(self): return 1
    log(str(isinstance(Sz(), collections.abc.Sized)))
    @collections.abc.Sequence.register
    class MySeq: pass
    log(str(issubclass(MySeq, collections.abc.Sequence)))
