# id: typing-soft
# about: annotations without typing, generics syntax, type aliases, unions, annotated dicts, defaults of type parameters
# tier: core
# expect_logs: ["[1] 3 1 d 6 5","Num first list[int] dict[str, int] int | None True True tuple[int, ...] Num {'items': list[T], 'limit': <class 'int'>}","[1] {'a': 1} GenericAlias True True","[1]","coroutine"]

type Num = int | float
type Tree[T] = T | list[Tree[T]]
class Stack[T]:
    items: list[T]
    limit: int = 3
    def __init__(self) -> None:
        self.items = []
    def push(self, x: T) -> 'Stack[T]':
        self.items.append(x)
        return self
def first[T: (int, str)](xs: list[T], default: T | None = None) -> T | None:
    return xs[0] if xs else default
def total(*xs: Num, scale: float = 1.0) -> Num:
    return sum(xs) * scale
async def never() -> None:
    pass
x: int = 5
y: 'forward.reference'
def tick(ctx: 'Ctx') -> None:
    L = ctx.log.info
    L(f'{Stack[int]().push(1).items} {Stack.limit} {first([1])} {first([], "d")} {total(1, 2, scale=2)} {x}')
    L(f'{total.__annotations__["return"]} {first.__name__} {list[int]} {dict[str, int]} {int | None} {isinstance(5, int | str)} {isinstance("s", (int, str))} {tuple[int, ...]} {Num.__name__} {Stack.__annotations__}')
    L(f'{list[int]([1])} {dict[str, int](a=1)} {type(list[int]).__name__} {isinstance(None, int | None)} {issubclass(bool, int | str)}')
    z: list[int] = [1]
    w: int
    L(str(z))
    c = never()
    c.close()
    L(type(c).__name__)
