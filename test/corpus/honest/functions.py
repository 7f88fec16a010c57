# id: functions
# about: functions: argument kinds, closures, defaults, unpacking, assignments
# tier: core
# expect_logs: ["(1, 2, 3, 4, {'e': 5})(1, 2, 3, 4, {})('1+2', {'z': 0})('', {})", "[[1, 2], [1, 2], [3]]", "TypeError: f() missing 1 required positional argument: 'b'", "TypeError: f() missing 1 required positional argument: 'a'", "TypeError: f() missing 1 required keyword-only argument: 'c'", "TypeError: f() takes 2 positional arguments but 3 were given", "TypeError: f() got multiple values for argument 'b'", "TypeError: worker.g() got multiple values for keyword argument 'sep'", "TypeError: ann() missing 1 required positional argument: 'x'", "TypeError: '<=' not supported between instances of 'str' and 'int'", "TypeError: tick.<locals>.<lambda>.<locals>.<lambda>() missing 1 required positional argument: 'y'", "TypeError: h() missing 1 required positional argument: 'a'", "(1, 2, 4, 4, {})", "{'x': <class 'int'>, 'y': 'str', 'z': <class 'float'>, 'w': list[int] | None, 'return': dict[str, int]} Doc of ann. ('a',) {'w': None} ann ([1, 2],)", "20 20 200 outer.<locals>.inner", "6 made", "2432902008176640000 True True", "HI!", "6", "2 {'count': 2} True", "<function tick.<locals>.<lam<lambda> tick.<locals>.<lambda>", "(1, 2, 3, 4, {})[1, 2, 'a', 'b']{'c': 9, 'd': 1}(1, 2)", "{'add': 7, 'mul': 12}", "via alias", "[-1, 2, 3][4, 6]", "6", "((1, 2), {'x': 3, 'y': 4})", "walrus 10", "while else", "for else", "[1] True", "12[3, 4]5", "21 True True True 1 2 d 0", "[9, 9, 3, 5, 9, 9, 3, 5]", "{'a': 1, 'b': 2}", "abab 0", "1000000 255 3 15 1000.0 0.5 5.0 1j ab Ellipsis"]

def f(a, /, b, *, c, d=4, **k): return a, b, c, d, k
def g(*args, sep='-', **kw): return sep.join(map(str, args)), kw
def h(a, b=[], *c): b.append(a); return b
def ann(x: int, y: 'str' = 'a', *z: float, w: list[int] | None = None) -> dict[str, int]:
    """Doc of ann."""
def outer():
    x = 1
    def inner():
        nonlocal x
        x += 1
        def deepest():
            nonlocal x
            x *= 10
            return x
        return deepest
    return inner, lambda: x
total = 0
def bump(n=1):
    global total, fresh
    total += n
    fresh = 'made'
    return total
def rec(n): return 1 if n <= 1 else n * rec(n - 1)
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
compose = lambda *fs: lambda x: __import_free(fs, x)
def __import_free(fs, x):
    for fn in fs: x = fn(x)
    return x
def curry(fn, n):
    def step(got):
        return lambda a: fn(*got, a) if len(got) == n - 1 else step(got + (a,))
    return step(())
def tick(ctx):
    log = ctx.log.info
    log(str(f(1, 2, c=3, e=5)) + str(f(1, b=2, c=3)) + str(g(1, 2, sep='+', z=0)) + str(g()))
    log(str([h(1), h(2), h(3, [])]))
    for call in (lambda: f(1), lambda: f(a=1, b=2, c=3), lambda: f(1, 2), lambda: f(1, 2, 3), lambda: f(1, 2, c=3, b=4), lambda: g(sep=1, **{'sep': 2}), lambda: ann(), lambda: rec('a'), lambda: (lambda x, y: 0)(1), lambda: h(), lambda: f(*[1, 2], **{'c': 3, 'c': 4})):
        try: log(str(call()))
        except Exception as e: log(f'{type(e).__name__}: {e}')
    log(f'{ann.__annotations__} {ann.__doc__} {ann.__defaults__} {ann.__kwdefaults__} {ann.__name__} {h.__defaults__}')
    inner, look = outer(); d = inner(); log(f'{d()} {look()} {d()} {inner.__qualname__}')
    bump(); bump(5); log(f'{total} {fresh}')
    log(f'{rec(20)} {even(10)} {odd(7)}')
    log(str(compose(str.strip, str.upper, lambda s: s + '!')(' hi ')))
    log(str(curry(lambda a, b, c: a + b + c, 3)(1)(2)(3)))
    f2 = f; f2.count = 1; f.count += 1; log(f'{f.count} {f.__dict__} {f2 is f}')
    log(f'{(lambda: (yield))} '[:28] + f'{(lambda: 0).__name__} {(lambda: 0).__qualname__}')
    args, kw = (1, 2), {'c': 3}
    log(str(f(*args, **kw)) + str([*args, *'ab']) + str({**kw, 'd': 1, **{'c': 9}}) + str((*args,)))
    fns = {'add': lambda a, b: a + b, 'mul': lambda a, b: a * b}
    log(str({k: v(3, 4) for k, v in fns.items()}))
    print_ = print; print_('via alias')
    log(str(sorted([3, -1, 2], key=abs)) + str(list(map(lambda p: p[0] + p[1], zip([1, 2], [3, 4])))))
    def defaults(x=total): return x
    log(str(defaults()))
    log(str((lambda *a, **k: (a, k))(1, *[2], x=3, **{'y': 4})))
    if (n := 10) > 5: log(f'walrus {n}')
    i = 0
    while i < 3: i += 1
    else: log('while else')
    for q in []: pass
    else: log('for else')
    a = b = c = []
    a.append(1); log(f'{b} {a is c}')
    x, (y, *z), w = 1, (2, 3, 4), 5; log(f'{x}{y}{z}{w}')
    a, b = 1, 2; a, b = b, a; log(f'{a}{b} {1 < 2 < 3} {1 < 3 > 2} {not 1 == 2} {1 if a else 2} {a or 0} {None or "d"} {0 and 1}')
    lst = [1, 2, 3]; lst[1:2] = [9, 9]; del lst[0]; lst += [5]; lst *= 2; log(str(lst))
    d = {}; d['a'] = d.get('a', 0) + 1; d |= {'b': 2}; log(str(d))
    s = 'a'; s += 'b'; s *= 2; n = 7; n //= 2; n **= 2; n %= 5; n <<= 2; n |= 1; n ^= 3; n >>= 1; n -= 1; n &= 7; log(f'{s} {n}')
    log(f'{1_000_000} {0xff} {0b11} {0o17} {1e3} {.5} {5.} {1j} {"a" "b"} {...}')
