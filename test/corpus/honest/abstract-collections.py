# id: abstract-collections
# about: own collections on the ABCs of collections.abc
# tier: core
# expect_logs: ["3 [1, 2, 3] True 2 1 [3, 2, 1] [2, 3] True", "1 {'a': 1, 'b': 2} 2 None 5 [('a', 1), ('q', 5)] ['a', 'q'] [1, 5] True ('a', 1) False", "0", "[1, 2, 3] [3] [3] [2, 3] True True True 1", "[3]", "KeyError(99)", "[5, 9, 2, 1, 3] 3 1 True", "[5, 2, 1]", "[2, 1, 0] None", "True True True True True False", "Can't instantiate abstract class Abs without an implementation for abstract methods '__getitem__', '__len__'", "Can't instantiate abstract class Half without an implementation for abstract methods '__getitem__', '__iter__'", "Can't instantiate abstract class Mapping without an implementation for abstract methods '__getitem__', '__iter__', '__len__'", "['__getitem__', '__len__'] Sequence"]

from collections.abc import Mapping, MutableMapping, Sequence, MutableSequence, Set, MutableSet, Iterable, Iterator, Callable, Hashable, Sized, Container, Generator
class Ring(Sequence):
    def __init__(self, *x): self.x = x
    def __getitem__(self, i): return Ring(*self.x[i]) if isinstance(i, slice) else self.x[i]
    def __len__(self): return len(self.x)
class Lower(MutableMapping):
    def __init__(self, **k): self.d = {}; self.update(k)
    def __getitem__(self, k): return self.d[k.lower()]
    def __setitem__(self, k, v): self.d[k.lower()] = v
    def __delitem__(self, k): del self.d[k.lower()]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
class Bits(MutableSet):
    def __init__(self, it=()): self.n = 0; [self.add(i) for i in it]
    def __contains__(self, i): return bool(self.n >> i & 1)
    def __iter__(self): return (i for i in range(self.n.bit_length()) if i in self)
    def __len__(self): return self.n.bit_count()
    def add(self, i): self.n |= 1 << i
    def discard(self, i): self.n &= ~(1 << i)
class L(MutableSequence):
    def __init__(self, x=()): self.x = list(x)
    def __getitem__(self, i): return self.x[i]
    def __setitem__(self, i, v): self.x[i] = v
    def __delitem__(self, i): del self.x[i]
    def __len__(self): return len(self.x)
    def insert(self, i, v): self.x.insert(i, v)
class It(Iterator):
    n = 3
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration
        return self.n
class G(Generator):
    def send(self, v): return v
    def throw(self, *a): raise StopIteration
class Duck:
    def __len__(self): return 1
    def __iter__(self): return iter([])
    def __contains__(self, x): return True
class Abs(Sequence): pass
class Half(Mapping):
    def __len__(self): return 0
@Sequence.register
class Reg: pass
def tick(ctx):
    log = ctx.log.info
    r = Ring(1, 2, 3); log(f'{r[-1]} {list(r)} {2 in r} {r.index(3)} {r.count(1)} {list(reversed(r))} {list(r[1:])} {isinstance(r, Iterable)}')
    m = Lower(A=1, B=2); log(f'{m["a"]} {dict(m)} {m.pop("B")} {m.get("zz")} {m.setdefault("Q", 5)} {list(m.items())} {list(m.keys())} {list(m.values())} {m == {"a": 1, "q": 5}} {m.popitem()} {"A" in m}'); m.clear(); log(str(len(m)))
    s = Bits([1, 3]); log(f'{list(s | Bits([2]))} {list(s & {3})} {list(s - {1})} {list(s ^ {1, 2})} {s <= {1, 2, 3}} {s == {1, 3}} {s.isdisjoint({5})} {s.pop()}'); s |= {7}; s.remove(7); log(str(list(s)))
    try: s.remove(99)
    except KeyError as e: log(repr(e))
    l = L([3, 1]); l.append(2); l.extend([9]); l += [5]; l.reverse(); log(f'{l.x} {l.pop()} {l.index(9)} {1 in l}'); l.remove(9); log(str(l.x))
    log(f'{list(It())} {next(G())}')
    log(f'{isinstance(Duck(), Sized)} {isinstance(Duck(), Iterable)} {isinstance(Duck(), Container)} {issubclass(Reg, Sequence)} {isinstance(lambda: 0, Callable)} {isinstance([], Hashable)}')
    for f in (lambda: Abs(), lambda: Half(), lambda: Mapping()):
        try: f()
        except TypeError as e: log(str(e))
    log(f'{sorted(Sequence.__abstractmethods__)} {Sequence.__name__}')
