# id: generics
# about: generic classes and functions, type aliases, annotations
# tier: core
# expect_logs: ["Box(5) Box('5') (T,) worker.Box[int] worker.Pair[str, int] Box", "1 d (T,) [1, 2]", "Alias Alias[int] int | float (T,) Num", "{'xs': 'Sequence[T]', 'default': 'T | None', 'return': 'T | None'} {'items': 'list[T]'}", "list[int] dict[str, list[int]] int | None [1] tuple[int, ...] type[int]", "True True True (<class 'int'>, <class 'str'>) <class 'list'> (<class 'int'>,)", "k ['Pair', 'Box', 'Generic', 'object']", "worker.Box[int]"]

from __future__ import annotations
from collections.abc import Callable, Iterator, Sequence
import functools
class Box[T]:
    def __init__(self, v: T) -> None: self.v = v
    def map[U](self, f: Callable[[T], U]) -> Box[U]: return Box(f(self.v))
    def __repr__(self): return f'Box({self.v!r})'
class Pair[K, V: (int, str) = int](Box[K]): pass
type Alias[T] = list[T] | None
type Num = int | float
def first[T](xs: Sequence[T], default: T | None = None) -> T | None:
    for x in xs: return x
    return default
class Stack[T]:
    items: list[T]
    def __init__(self): self.items = []
    def push(self, x: T) -> Stack[T]: self.items.append(x); return self
    def __iter__(self) -> Iterator[T]: return iter(self.items)
def tick(ctx):
    log = ctx.log.info
    b = Box[int](5)
    log(f'{b} {b.map(str)} {Box.__type_params__} {Box[int]} {Pair[str, int]} {type(b).__name__}')
    log(f'{first([1])} {first([], "d")} {first.__type_params__} {list(Stack().push(1).push(2))}')
    log(f'{Alias} {Alias[int]} {Num.__value__} {Alias.__type_params__} {Num.__name__}')
    log(f'{first.__annotations__} {Stack.__annotations__}')
    log(f'{list[int]} {dict[str, list[int]]} {int | None} {list[int]([1])} {tuple[int, ...]} {type[int]}')
    log(f'{isinstance(5, int | str)} {isinstance(b, Box)} {issubclass(Pair, Box)} {(int | str).__args__} {list[int].__origin__} {list[int].__args__}')
    log(f'{Pair("k").v} {[c.__name__ for c in Pair.__mro__]}')
    log(f'{b.__orig_class__}')
