# id: events
# about: an event bus, observers, a state machine, indicators
# tier: core
# expect_logs: ["[1, 'd']", "[None]", "[('a', 5), ('b', 'tick'), ('b', 'other')]", "['x:None->1', 'x:1->2', 'x:2->7'] 7", "run", "bad go in run / KeyError(('run', 'go'))", "[2.0, 3.0, 5.667] 44.44", "Counter({'a': 2, 'b': 1}) [('a', 2)]", "{'a': [1], 'b': [2, 3]}", "{'kind': 'x', 'at': 1, 'data': None} ('kind', 'at', 'data') Event(kind='q', at=9, data=None)"]

from collections import defaultdict, deque, Counter, namedtuple
import functools, itertools, datetime
Event = namedtuple('Event', 'kind at data', defaults=(None,))
class Bus:
    def __init__(self): self.subs = defaultdict(list)
    def on(self, kind):
        def deco(f): self.subs[kind].append(f); return f
        return deco
    def emit(self, ev): return [f(ev) for f in self.subs[ev.kind] + self.subs['*']]
bus = Bus(); seen = []
@bus.on('tick')
def a(ev): seen.append(('a', ev.at)); return 1
@bus.on('*')
def b(ev): seen.append(('b', ev.kind)); return ev.data
class Observable:
    def __init__(self): object_setattr = super().__setattr__; object_setattr('watchers', []); object_setattr('vals', {})
    def __setattr__(self, k, v):
        old = self.vals.get(k); self.vals[k] = v
        for w in self.watchers: w(k, old, v)
    def __getattr__(self, k):
        if k in self.vals: return self.vals[k]
        raise RuntimeError(f'no {k}')
class Fsm:
    table = {('idle', 'go'): 'run', ('run', 'stop'): 'idle'}
    state = 'idle'
    def __call__(self, ev):
        try: self.state = self.table[self.state, ev]
        except KeyError as e: raise RuntimeError(f'bad {ev} in {self.state}') from e
        return self
def moving(xs, n):
    win = deque(maxlen=n)
    for x in xs:
        win.append(x)
        if len(win) == n: yield round(sum(win) / n, 3)
def rsi(prices, n=3):
    gains = [max(b - a, 0) for a, b in itertools.pairwise(prices)]; losses = [max(a - b, 0) for a, b in itertools.pairwise(prices)]
    g, l = sum(gains[-n:]) / n, sum(losses[-n:]) / n
    return 100.0 if not l else round(100 - 100 / (1 + g / l), 2)
def tick(ctx):
    log = ctx.log.info
    log(str(bus.emit(Event('tick', 5, 'd')))); log(str(bus.emit(Event('other', 6)))); log(str(seen))
    o = Observable(); changes = []; o.watchers.append(lambda k, a, b: changes.append(f'{k}:{a}->{b}')); o.x = 1; o.x = 2; o.x += 5; log(f'{changes} {o.x}')
    f = Fsm(); log(f('go')('stop')('go').state)
    try: f('go')
    except RuntimeError as e: log(f'{e} / {e.__cause__!r}')
    log(f'{list(moving([1, 2, 3, 4, 10], 3))} {rsi([1, 2, 3, 2.5, 2.7, 2.9])}')
    c = Counter(ev.kind for ev in [Event('a', 1), Event('b', 2), Event('a', 3)]); log(f'{c} {c.most_common(1)}')
    log(str({k: [e.at for e in g] for k, g in itertools.groupby(sorted([Event('b', 2), Event('a', 1), Event('b', 3)]), key=lambda e: e.kind)}))
    log(f'{Event("x", 1)._asdict()} {Event._fields} {Event("q", 2)._replace(at=9)}')
