# id: typing
# about: type parameters, aliases, annotations
# tier: core
# expect_logs: ["37dict[str, list[int]]{'x': 'int | None', 'a': 'str', 'return': 'str | None'}list[int]int | None{'a': 1}Alias", "TrueUnion<class 'list'>(<class 'int'>,)"]

from __future__ import annotations
class Node[T]:
    def __init__(self, v: T, nxt: Node[T] | None = None): self.v = v; self.nxt = nxt
def first[T](xs: list[T]) -> T: return xs[0]
type Alias = dict[str, list[int]]
def opt(x: int | None = None, *a: str) -> str | None: return x
def tick(ctx: object_) -> None:
    ctx.log.info(str(Node[int](3).v) + str(first([7])) + str(Alias.__value__) + str(opt.__annotations__) + str(list[int]) + str(int | None) + str(dict[str, int]([('a', 1)])) + Alias.__name__)
    x: int = 3; y: 'undefined' = 4
    ctx.log.info(str(isinstance(3, int | str)) + str(type(int | str).__name__) + str(list[int].__origin__) + str(list[int].__args__))
