# id: argument-errors
# about: positional-only, keyword-only, star, double star, unpacking, defaults, error messages
# tier: core
# expect_logs: ["(1, 2, 3, (), 4, 5, {})(1, 2, 3, (4, 5), 6, 5, {'z': 7})(1, 2, 3, (), 3, 5, {'a': 9})(1, 2, 3, (4,), 0, 1, {'x': 2})","TypeError: f() missing 1 required positional argument: 'a'","TypeError: f() missing 1 required keyword-only argument: 'd'","TypeError: worker.f() got multiple values for keyword argument 'd'","TypeError: only() takes 0 positional arguments but 1 was given","TypeError: only() missing 1 required keyword-only argument: 'k'","TypeError: only() got an unexpected keyword argument 'z'","TypeError: f() missing 1 required positional argument: 'a'","TypeError: tick.<locals>.<lambda>.<locals>.<lambda>() missing 1 required positional argument: 'y'","TypeError: tick.<locals>.<lambda>.<locals>.<lambda>() takes 1 positional argument but 2 were given","TypeError: tick.<locals>.<lambda>.<locals>.<lambda>() got multiple values for argument 'x'","TypeError: len() takes exactly one argument (0 given)","TypeError: len() takes exactly one argument (2 given)","TypeError: int() got an unexpected keyword argument 'bas'. Did you mean 'base'?","TypeError: sorted expected 1 argument, got 2","TypeError: worker.f() argument after * must be an iterable, not int","TypeError: worker.f() argument after ** must be a mapping, not int","TypeError: keywords must be strings","TypeError: C() takes no arguments","TypeError: C.m() takes 1 positional argument but 2 were given","TypeError: C.m() missing 1 required positional argument: 'self'","TypeError: must be str or None, not int","TypeError: list.append() takes exactly one argument (0 given)","TypeError: get expected at least 1 argument, got 0","TypeError: max expected at least 1 argument, got 0","TypeError: 'str' object cannot be interpreted as an integer","TypeError: 'int' object is not iterable","TypeError: 'int' object is not an iterator","TypeError: 'int' object is not iterable","TypeError: enumerate() missing required argument 'iterable'","TypeError: 'int' object is not iterable","TypeError: unsupported operand type(s) for +: 'int' and 'str'","TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union","TypeError: 'str' object cannot be interpreted as an integer","TypeError: ord() expected a character, but string of length 2 found","TypeError: unhashable type: 'list'","TypeError: 'str' object cannot be interpreted as an integer","TypeError: bad operand type for abs(): 'str'","ZeroDivisionError: division by zero","ZeroDivisionError: zero to a negative power","TypeError: str expected at most 3 arguments, got 4","TypeError: float() argument must be a string or a real number, not 'list'","TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'","TypeError: 'int' object is not iterable","TypeError: object is not iterable","ValueError: dictionary update sequence element #0 has length 3; 2 is required","TypeError: cannot use 'list' as a set element (unhashable type: 'list')","TypeError: 'int' object is not iterable","TypeError: 'int' object is not reversible","TypeError: map() must have at least two arguments.","TypeError: filter expected 2 arguments, got 1","TypeError: slice expected at least 1 argument, got 0","TypeError: 'int' object is not iterable","RuntimeError: super(): no arguments","TypeError: type() takes 1 or 3 arguments","TypeError: type() takes 1 or 3 arguments","TypeError: bool expected at most 1 argument, got 2","TypeError: 'str' object cannot be interpreted as an integer","TypeError: 'float' object cannot be interpreted as an integer","TypeError: format() argument 2 must be str, not int","TypeError: id() takes exactly one argument (0 given)","1 2 [3, 4] 5 ['a', 'b'] c [0, 1, 2, 'a', 'b'] {'a': 1, 'b': 2} (1, 2) {1, 2}","ValueError: not enough values to unpack (expected 2, got 1)","ValueError: too many values to unpack (expected 2, got 3)","TypeError: cannot unpack non-iterable int object","ValueError: not enough values to unpack (expected at least 1, got 0)"]

def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw
def only(*, k):
    return k
def tick(ctx):
    L = ctx.log.info
    L(str(f(1, d=4)) + str(f(1, 2, 3, 4, 5, d=6, z=7)) + str(f(*[1, 2], **{'d': 3, 'a': 9})) + str(f(1, *(2, 3), *[4], d=0, **{'e': 1}, **{'x': 2})))
    for bad in (lambda: f(), lambda: f(1), lambda: f(1, d=1, **{'d': 2}), lambda: only(1), lambda: only(), lambda: only(k=1, z=2), lambda: f(a=1, d=2), lambda: (lambda x, y: 0)(1), lambda: (lambda x: 0)(1, 2), lambda: (lambda x: 0)(1, x=2), lambda: len(), lambda: len(1, 2), lambda: int('1', bas=2), lambda: sorted([1], 1), lambda: f(*5), lambda: f(**5), lambda: f(**{1: 2}), lambda: C(1), lambda: C().m(1), lambda: C.m(), lambda: 'a'.split(1), lambda: [].append(), lambda: {}.get(), lambda: max(), lambda: range('a'), lambda: iter(5), lambda: next(5), lambda: zip(1), lambda: enumerate(), lambda: sum(5), lambda: sum(['a']), lambda: isinstance(1, 2), lambda: chr('a'), lambda: ord('ab'), lambda: hash([]), lambda: round(1, 'a'), lambda: abs('a'), lambda: divmod(1, 0), lambda: pow(0, -1), lambda: str(b'a', 'utf-8', 'x', 1), lambda: float([]), lambda: int([]), lambda: list(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: set([[]]), lambda: tuple(1), lambda: reversed(5), lambda: map(), lambda: filter(None), lambda: slice(), lambda: frozenset(1), lambda: super(), lambda: type(), lambda: type(1, 2), lambda: bool(1, 2), lambda: hex('a'), lambda: hex(1.5), lambda: format(1, 2), lambda: id()):
        try:
            L(repr(bad()))
        except Exception as e:
            L(f'{type(e).__name__}: {e}')
    a, (b, *c), d = 1, (2, 3, 4), 5
    *h, t = 'abc'
    L(f'{a} {b} {c} {d} {h} {t} {[*range(3), *"ab"]} {({**{"a": 1}, "b": 2})} {(*[1], 2)} {({*[1, 2], 2})}')
    for bad in (lambda: unpack([1]), lambda: unpack([1, 2, 3]), lambda: unpack(5), lambda: star([])):
        try:
            bad()
        except Exception as e:
            L(f'{type(e).__name__}: {e}')
def unpack(x):
    a, b = x
def star(x):
    a, *b = x
class C:
    def m(self):
        pass
