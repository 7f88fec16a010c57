# id: comprehension-scopes
# about: comprehensions: scopes, nesting, walrus
# tier: core
# expect_logs: ["[0, 1, 2]module", "[2, 4, 6][(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)]", "{'b': 2}", "[3, 5]", "[[0, 0, 0], [0, 1, 2], [0, 2, 4]]", "[1, 2, 3]", "[('a', '1'), ('b', '1'), ('b', '2')]", "[0, 1, 2, 3]3", "[2, 2, 2]", "[1, 2, 3]", "[0, 1, -2, 3, -4]", "{0: {0: 0, 1: 0}, 1: {0: 0, 1: 1}}", "True4", "[[1, 3], [2, 4]]", "[3, 7][[1, 3], [2, 4]]", "NameError name 'undefined_thing' is not defined", "division by zero", "['00', '01', '02']", "[('a', 1), ('b', 2)]", "4", "[0, 1, 2, 9]"]

x = 'module'
class K:
    y = [1, 2, 3]
    z = [i * 2 for i in y]
    w = [(i, j) for i in y for j in range(i)]
def tick(ctx):
    log = ctx.log.info
    log(str([x for x in range(3)]) + str(x))
    log(str(K.z) + str(K.w))
    log(str({k: v for k, v in [('a', 1), ('b', 2)] if v > 1}))
    log(str(sorted({len(w) for w in 'the quick brown fox'.split()})))
    log(str([[r * c for c in range(3)] for r in range(3)]))
    log(str([y for x in [[1, 2], [3]] for y in x]))
    log(str([(a, b) for a in 'ab' for b in '12' if a + b != 'a2']))
    log(str([last := n for n in range(4)]) + str(last))
    fs = [lambda: i for i in range(3)]
    log(str([f() for f in fs]))
    log(str([(lambda v: v + 1)(n) for n in range(3)]))
    log(str([n if n % 2 else -n for n in range(5)]))
    log(str({i: {j: i * j for j in range(2)} for i in range(2)}))
    log(str(any((found := n) > 3 for n in range(10))) + str(found))
    log(str([[*row] for row in zip(*[[1, 2], [3, 4]])]))
    m = [[1, 2], [3, 4]]
    log(str([sum(r) for r in m]) + str(list(map(list, zip(*m)))))
    try:
        [undefined_thing for _ in [1]]
    except Exception as e:
        log(f'{type(e).__name__} {e}')
    try:
        [1 / n for n in (2, 1, 0)]
    except ZeroDivisionError as e:
        log(str(e))
    log(str([f'{n:02d}' for n in range(3)]))
    log(str(list({'a': 1, 'b': 2}.items())))
    log(str(sum(1 for c in 'mississippi' if c == 's')))
    log(str([*(n for n in range(3)), *[9]]))
