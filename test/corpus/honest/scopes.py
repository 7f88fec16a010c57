# id: scopes
# about: global, nonlocal, del, comprehension scopes, class scopes, walrus, lambda, late binding, exec order
# tier: core
# expect_logs: ["module class ['module', 'module'] ('changed', 'changed') d","UnboundLocalError: cannot access local variable 'y' where it is not associated with a value","UnboundLocalError: cannot access local variable 'z' where it is not associated with a value","NameError: name 'nowhere' is not defined","NameError: name 'fresh' is not defined","1 reset","[2, 2, 2] [0, 1, 2] 2 20","kept","[0, 1][1, 1]","[1] [1, 2] ([1, 2],)","l1","l2","UnboundLocalError cannot access local variable 'err' where it is not associated with a value","no break","[1] True","'tuple' object does not support item assignment ([1],)"]

x = 'module'
class C:
    x = 'class'
    ys = [x for _ in range(2)]
    def get(self):
        return x
    def mine(self):
        return self.x
    @(lambda f: f)
    def deco(self):
        return 'd'
def outer():
    x = 'outer'
    def inner():
        nonlocal x
        x = 'changed'
        return lambda: x
    f = inner()
    return x, f()
def unbound():
    ctx.log.info(y)
    y = 1
def deleted():
    z = 1
    del z
    return z
def setg():
    global fresh, x
    fresh = 1
    x = 'reset'
def tick(c):
    c.log.info(f'{C().get()} {C().mine()} {C.ys} {outer()} {C().deco()}')
    for f in (unbound, deleted, lambda: nowhere, lambda: fresh):
        try:
            c.log.info(str(f()))
        except Exception as e:
            c.log.info(f'{type(e).__name__}: {e}')
    setg()
    c.log.info(f'{fresh} {x}')
    fs = [lambda: i for i in range(3)]
    c.log.info(f'{[f() for f in fs]} {[y := i for i in range(3)]} {y} {(n := 10) + n}')
    i = 'kept'
    [i for i in range(3)]
    {i: i for i in 'ab'}
    c.log.info(i)
    def gen():
        for k in range(2):
            yield lambda: k
    c.log.info(str([f() for f in gen()]) + str([f() for f in list(gen())]))
    def defaults(a, acc=[]):
        acc.append(a)
        return acc
    c.log.info(f'{defaults(1)} {defaults(2)} {defaults.__defaults__}')
    while (line := next(it, None)) is not None:
        c.log.info(line)
    try:
        raise ValueError
    except ValueError as err:
        pass
    try:
        err
    except Exception as e:
        c.log.info(f'{type(e).__name__} {e}')
    def loop():
        for q in range(3):
            if q == 5:
                break
        else:
            return 'no break'
    c.log.info(loop())
    a = b = []
    a += [1]
    c.log.info(f'{b} {a is b}')
    t = ([],)
    try:
        t[0] += [1]
    except TypeError as e:
        c.log.info(f'{e} {t}')
it = iter(['l1', 'l2'])
