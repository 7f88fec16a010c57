# id: sets-dicts-lists
# about: every method of list, dict, set, tuple, frozenset, range, slice
# tier: core
# expect_logs: ["[1, 2, 5, 7] 8 3 1 1 [7, 5, 2, 1]","[1, 2, 5, 7] [] [2, 5] [7, 5, 2, 1] 7 [1, 2, 5, 7, 1, 2, 5, 7] [1, 2, 5, 7, 0] True 4","[0, 11, 0, 7]","attempt to assign sequence of size 1 to extended slice of size 2","{'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5} 1 None ('e', 5) [] None ['b', 'c', 'd', 'n'] [('b', 2)] ['n', 'd', 'c', 'b'] True {'a': 0, 'b': 0} {'b': 9, 'c': 3, 'd': 4, 'n': []}","'missing' ('missing',)","dictionary changed size during iteration","{'a'} {'a'} dict_keys(['a']) dict_items([('a', 1)]) dict_values([1]) set() {'a': 1, 'b': 2} {1: 'c'}","[4, 5, 9] True True True [1, 2, 4, 5, 9] {4} [5, 9] [5, 6, 9] frozenset({1, 2}) 3 True True","KeyError(100)","KeyError('pop from an empty set')","2 1 (2, 1) (1, 2, 1, 3) (1, 2, 1, 1, 2, 1) (1,) () ('a', 'b') True","range(10, 0, -3) [10, 7, 4, 1] 7 1 True 2 4 10 0 -3 True range(7, -2, -3) [1, 4, 7, 10] 1","bdf slice(1, None, 2) (1, 5, 2) 1 slice(None, 3, None)","[[0, 5, 0], [0, 0, 0]] [5] [[0, 0], [5, 0], [0, 0]] 5 [5, 0] {0: 'a', 1: 'b'} True [1, 'a'] 3 none e False True 13.5 [3, 8] ['A', 'b'] [(1, 'a'), (2, 'b')]"]

def tick(ctx):
    L = ctx.log.info
    a = [3, 1, 2]
    a.append(5); a.extend([7, 8]); a.insert(1, 9); a.remove(9); p = a.pop(); q = a.pop(0)
    L(f'{a} {p} {q} {a.index(2)} {a.count(1)} {sorted(a, reverse=True)}')
    a.sort(key=lambda x: -x); b = a.copy(); a.reverse(); b.clear()
    L(f'{a} {b} {a[1:3]} {a[::-1]} {a[-1]} {a * 2} {a + [0]} {2 in a} {len(a)}')
    a[1:2] = [10, 11]; del a[0]; a[::2] = [0] * len(a[::2])
    L(str(a))
    try:
        a[::2] = [1]
    except ValueError as e:
        L(str(e))
    d = {'a': 1, 'b': 2}
    d.update(c=3); d.update([('d', 4)]); d |= {'e': 5}
    L(f"{d} {d.pop('a')} {d.pop('zz', None)} {d.popitem()} {d.setdefault('n', [])} {d.get('q')} {list(d)} {list(d.items())[:1]} {list(reversed(d))} {'b' in d} {dict.fromkeys('ab', 0)} {d | {'b': 9}}")
    try:
        d['missing']
    except KeyError as e:
        L(f'{e} {e.args}')
    try:
        for k in d:
            d[k + 'x'] = 1
    except RuntimeError as e:
        L(str(e))
    k = {'a': 1}.keys()
    L(f"{k & {'a', 'b'}} {k | set()} {k} {dict(a=1).items()} {dict(a=1).values()} {({'a': 1}.items() - {('a', 1)})} {dict(zip('ab', (1, 2)))} {({1: 'a', 1.0: 'b', True: 'c'})}")
    s = {1, 2, 3}
    s.add(4); s.discard(9); s.remove(1); s |= {5}; s &= {2, 3, 4, 5}; s -= {3}; s ^= {2, 9}
    L(f'{sorted(s)} {s.isdisjoint({7})} {s <= {4, 5, 9, 1}} {s > {4}} {sorted(s.union([1], [2]))} {s.intersection([4])} {sorted(s.difference([4]))} {sorted(s.symmetric_difference([4, 6]))} {frozenset([1]) | {2}} {len(s)} {s.issubset(s)} {s.copy() == s}')
    try:
        s.remove(100)
    except KeyError as e:
        L(repr(e))
    try:
        set().pop()
    except KeyError as e:
        L(repr(e))
    t = (1, 2, 1)
    L(f'{t.count(1)} {t.index(2)} {t[1:]} {t + (3,)} {t * 2} {(1,)} {()} {tuple("ab")} {hash((1, 2)) == hash((1, 2))}')
    r = range(10, 0, -3)
    L(f'{r} {list(r)} {r[1]} {r[-1]} {4 in r} {r.index(4)} {len(r)} {r.start} {r.stop} {r.step} {range(3) == range(0, 3, 1)} {r[1:]} {list(reversed(r))} {range(5).count(2)}')
    sl = slice(1, None, 2)
    L(f'{"abcdef"[sl]} {sl} {sl.indices(5)} {sl.start} {slice(3)}')
    m = [[0] * 3 for _ in range(2)]
    m[0][1] = 5
    L(f'{m} {[x for r in m for x in r if x]} {[list(c) for c in zip(*m)]} {sum(map(sum, m))} {[*map(max, m)]} {({i: j for i, j in enumerate("ab")})} {({c for c in "hello" if c > "f"}) == set("hlo")} {list(filter(None, [0, 1, "", "a"]))} {max([3, 1], default=0)} {max([], default="none")} {min("hello")} {any([])} {all([])} {sum([1.5, 2], 10)} {list(map(lambda a, b: a * b, [1, 2], [3, 4]))} {sorted("bA", key=str.lower)} {list(enumerate("ab", 1))}')
