# id: comprehensions
# about: comprehensions, containers, operators, literals
# tier: core
# expect_logs: ["[[], [0], [0, 1]]{'a': 1, 'b': 2}{0, 1, 2}[1, 5, 7, 11, 13, 17, 19][('x', 1), ('x', 2), ('y', 1), ('y', 2)]", "outer", "TrueFalse[('a', 2), ('b', 1)]{0: 'a', 1: 'b'}['0', '1', '2'][(1, 3), (2, 4)]", "[[1, 3], [2, 4]]10[1, 2, 3, 4]{'a': 1, 'b': 2}[3, 4][1]", "[7, 8, 2][3, 2, 1]1[7, 8, 2, 7, 8, 2][1, 2, 3]1[3, 1][1, 2, 3]16True3", "{1, 4}{2, 3, 4}{2, 3, 4, 9}TrueTrueTrue{1, 2, 3}", "{'a': 1, 'b': [2], 'c': 3}1['b', 'c']dfltTrue{'a': 0, 'b': 0}[[2], 3]('c', 3)True", "(1, 2, 3)11True(2, 1)('a', 'b')(1, 1, 1)", "[(1, 2)]end[10, 7, 4, 1]range(1, 3)Trueslice(1, 5, 2)", "while else 1", "ok", "p", "((1, 2), 3, {'z': 4})5", "525510001000.01.531024-6111683100000000000000000000(-1+0j)2"]

def tick(ctx):
    log = ctx.log.info
    log(str([[j for j in range(i)] for i in range(3)]) + str({k: v for k, v in zip('ab', [1, 2])}) + str({x % 3 for x in range(10)}) + str([x for x in range(20) if x % 2 if x % 3]) + str([(a, b) for a in 'xy' for b in (1, 2)]))
    x = 'outer'; [x for x in range(3)]; log(x)
    log(str(all(i > 0 for i in [1, 2])) + str(any([])) + str(sorted({'b': 1, 'a': 2}.items(), key=lambda kv: (-kv[1], kv[0]))) + str(dict(enumerate('ab'))) + str(list(map(str, range(3)))) + str(list(zip(*[[1, 2], [3, 4]]))))
    m = [[1, 2], [3, 4]]; log(str([list(r) for r in zip(*m)]) + str(sum(map(sum, m))) + str([*m[0], *m[1]]) + str({**{'a': 1}, **{'b': 2}}) + str(max(m, key=sum)) + str(list(filter(lambda v: v, [0, 1]))))
    a = [3, 1, 2]; b = a[:]; b.sort(reverse=True); a[1:2] = [7, 8]; del a[0]; log(str(a) + str(b) + str(a.index(8)) + str(a * 2) + str(list(reversed(b))) + str(b[-1]) + str(b[::2]) + str(sorted(b)) + str(sum(b, 10)) + str([1, 2] < [1, 3]) + str(len(b)))
    s = {1, 2} | {3}; s.add(4); s.discard(9); log(str(s & {1, 4}) + str(s - {1}) + str(s ^ {1, 9}) + str({1} <= s) + str(frozenset([1]) in {frozenset([1])}) + str(s.isdisjoint({7})) + str({1, 2}.union([3])))
    d = {'a': 1}; d.setdefault('b', []).append(2); d |= {'c': 3}; log(str(d) + str(d.pop('a')) + str(list(d)) + str(d.get('q', 'dflt')) + str('c' in d) + str(dict.fromkeys('ab', 0)) + str(d.items() >= {('c', 3)} if False else list(d.values())) + str(d.popitem()) + str(d == {'b': [2]}))
    t = 1, 2; (p, q), r = t, 3; log(str(t + (3,)) + str(p) + str(t.count(1)) + str(hash(t) == hash((1, 2))) + str(t[::-1]) + str(tuple('ab')) + str((1,) * 3))
    i = iter([1, 2, 3]); log(str(list(zip(i, i))) + str(next(i, 'end')) + str(list(range(10, 0, -3))) + str(range(5)[1:3]) + str(3 in range(5)) + str(slice(1, 5, 2)))
    while (n := len(a)) > 1: a.pop()
    else: log('while else ' + str(n))
    log(str(bool([])) + str(1 if [] else 2) + str(None or 'x') + str(0 and 1) + str(not 1) + str(1 < 2 < 3) + str(1 is 1) if False else 'ok')
    log(str(id(a) == id(a)) + str(isinstance(1, (str, int))) + str(callable) if False else repr(print) and 'p')
    f = lambda *a, k=1, **kw: (a, k, kw); log(str(f(1, 2, k=3, z=4)) + str((lambda: 5)()))
    log(str(0b101) + str(0xff) + str(1_000) + str(1e3) + str(3 / 2) + str(7 // 2) + str(2 ** 10) + str(~5) + str(6 & 3 | 8 ^ 1) + str(1 << 4) + str(5 .__add__(3)) + str((3).real) + str(10 ** 20) + str(1j * 1j) + str(True + True))
