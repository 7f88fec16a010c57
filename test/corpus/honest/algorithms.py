# id: algorithms
# about: searches, backtracking, tries, heaps, matrices, parsing
# tier: core
# expect_logs: ["[(0, 0), (0, 1), (1, 1), (2, 1), (2, 2), (2, 3)]", "[(0, 1), (1, 1), (2, 1)]", "4 (0, 4, 7, 5, 2, 6, 1, 3)", "[('A', 'B'), ('A', 'C'), ('B', 'C')]", "['aab', 'aba', 'baa']", "GTAB", "['tea', 'ten', 'to']", "[1, 2, 5, 8, 9]", "[[1346269, 832040], [832040, 514229]]", "[[1, 3], [2, 4]]", "3 4 2 * 1 5 - 2 ^ / +", "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ]\n}"]

from collections import deque, defaultdict
import functools, itertools, re, json
GRID = ["S.#.", "..#.", "...E"]
def bfs(grid):
    h, w = len(grid), len(grid[0])
    start = next((r, c) for r in range(h) for c in range(w) if grid[r][c] == 'S')
    q, seen = deque([(start, [start])]), {start}
    while q:
        (r, c), path = q.popleft()
        if grid[r][c] == 'E': return path
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            n = r + dr, c + dc
            if 0 <= n[0] < h and 0 <= n[1] < w and grid[n[0]][n[1]] != '#' and n not in seen:
                seen.add(n); q.append((n, path + [n]))
def life(cells):
    near = defaultdict(int)
    for x, y in cells:
        for dx, dy in itertools.product((-1, 0, 1), repeat=2):
            if dx or dy: near[x + dx, y + dy] += 1
    return {c for c, n in near.items() if n == 3 or n == 2 and c in cells}
def queens(n, row=0, cols=()):
    if row == n: yield cols; return
    for c in range(n):
        if all(c != k and abs(c - k) != row - i for i, k in enumerate(cols)):
            yield from queens(n, row + 1, cols + (c,))
def hanoi(n, a='A', b='B', c='C'): return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
def perms(s): return [s] if len(s) < 2 else sorted({c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])})
@functools.cache
def lcs(a, b):
    if not a or not b: return ''
    if a[0] == b[0]: return a[0] + lcs(a[1:], b[1:])
    return max(lcs(a[1:], b), lcs(a, b[1:]), key=len)
class Trie:
    def __init__(self): self.kids, self.end = {}, False
    def add(self, w):
        n = self
        for c in w: n = n.kids.setdefault(c, Trie())
        n.end = True; return self
    def words(self, prefix=''):
        if self.end: yield prefix
        for c, k in sorted(self.kids.items()): yield from k.words(prefix + c)
class Heap:
    def __init__(self): self.a = []
    def push(self, x):
        a = self.a; a.append(x); i = len(a) - 1
        while i and a[(i - 1) // 2] > a[i]: a[i], a[(i - 1) // 2] = a[(i - 1) // 2], a[i]; i = (i - 1) // 2
    def pop(self):
        a = self.a; a[0], a[-1] = a[-1], a[0]; x = a.pop(); i = 0
        while (k := 2 * i + 1) < len(a):
            if k + 1 < len(a) and a[k + 1] < a[k]: k += 1
            if a[k] >= a[i]: break
            a[i], a[k] = a[k], a[i]; i = k
        return x
class Matrix:
    def __init__(self, r): self.r = [list(x) for x in r]
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(x, y)) for y in zip(*o.r)] for x in self.r])
    def __pow__(self, n):
        out, base = Matrix([[int(i == j) for j in range(len(self.r))] for i in range(len(self.r))]), self
        while n:
            if n & 1: out = out @ base
            base = base @ base; n >>= 1
        return out
    def __repr__(self): return repr(self.r)
    T = type('T', (), {'__get__': lambda s, o, t: Matrix(zip(*o.r))})()
def tokenize(src): return re.findall(r'\d+\.?\d*|[()+\-*/^]|[a-z]+', src)
def rpn(tokens):
    prec, out, ops = {'+': 1, '-': 1, '*': 2, '/': 2, '^': 3}, [], []
    for t in tokens:
        if t in prec:
            while ops and ops[-1] != '(' and (prec[ops[-1]] > prec[t] or prec[ops[-1]] == prec[t] and t != '^'): out.append(ops.pop())
            ops.append(t)
        elif t == '(': ops.append(t)
        elif t == ')':
            while (o := ops.pop()) != '(': out.append(o)
        else: out.append(t)
    return out + ops[::-1]
def tick(ctx):
    log = ctx.log.info
    log(str(bfs(GRID))); log(str(sorted(life({(1, 0), (1, 1), (1, 2)}))))
    log(f'{len(list(queens(6)))} {next(queens(8))}'); log(str(hanoi(2))); log(str(perms('aab')))
    log(lcs('AGGTAB', 'GXTXAYB')); log(str(list(Trie().add('to').add('tea').add('ten').words())))
    h = Heap()
    for x in (5, 2, 8, 1, 9): h.push(x)
    log(str([h.pop() for _ in range(5)])); log(str(Matrix([[1, 1], [1, 0]]) ** 30)); log(str(Matrix([[1, 2], [3, 4]]).T))
    log(' '.join(rpn(tokenize('3+4*2/(1-5)^2'))))
    log(json.dumps({'a': [1, {'b': None}]}, indent=2))
