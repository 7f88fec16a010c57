# id: context-managers
# about: context managers from generators and classes
# tier: core
# expect_logs: ["['<a>', '<b>', 'AB', '</b>', '</a>', '<v>', '!swallowed', '</v>', '<k>', '</k>', \"KeyError('through')\", '<x>', '<y>', '</y>', '</x>', 2, 1, 0, {'a': 1}, '<ret>', '</ret>', 'r', '<l0>', '</l0>', '<l1>', '</l1>']", "tag", "TypeError: 'worker.Bad' object does not support the context manager protocol (missed __exit__ method)", "TypeError: 'int' object does not support the context manager protocol (missed __exit__ method)"]

import functools
class contextmanager:
    def __init__(self, f): functools.update_wrapper(self, f); self.f = f
    def __call__(self, *a, **k): return _Ctx(self.f(*a, **k))
class _Ctx:
    def __init__(self, g): self.g = g
    def __enter__(self): return next(self.g)
    def __exit__(self, t, v, tb):
        if t is None:
            try: next(self.g)
            except StopIteration: return False
            raise RuntimeError("generator didn't stop")
        try: self.g.throw(v)
        except StopIteration as e: return e is not v
        except Exception as e:
            if e is v: return False
            raise
@contextmanager
def tag(out, name):
    out.append(f'<{name}>')
    try: yield name.upper()
    except ValueError as e: out.append(f'!{e}')
    finally: out.append(f'</{name}>')
class Stack:
    def __init__(self): self.cbs = []
    def __enter__(self): return self
    def push(self, f, *a): self.cbs.append((f, a))
    def __exit__(self, *exc):
        while self.cbs: f, a = self.cbs.pop(); f(*a)
class Tx:
    def __init__(self, d): self.d = d
    def __enter__(self): self.old = dict(self.d); return self.d
    def __exit__(self, t, v, tb):
        if t: self.d.clear(); self.d.update(self.old)
        return t is not None and issubclass(t, KeyError)
def tick(ctx):
    out = []
    with tag(out, 'a') as A, tag(out, 'b') as B: out.append(A + B)
    with tag(out, 'v'): raise ValueError('swallowed')
    try:
        with tag(out, 'k'): raise KeyError('through')
    except KeyError as e: out.append(repr(e))
    with (tag(out, 'x'), tag(out, 'y')): pass
    with Stack() as s:
        for i in range(3): s.push(out.append, i)
    d = {'a': 1}
    with Tx(d) as t: t['b'] = 2; t['missing']
    out.append(d)
    def early():
        with tag(out, 'ret'): return 'r'
    out.append(early())
    for i in range(3):
        with tag(out, f'l{i}'):
            if i == 1: break
    ctx.log.info(str(out))
    ctx.log.info(tag.__name__)
    try:
        with Bad() as b: pass
    except Exception as e: ctx.log.info(f'{type(e).__name__}: {e}')
    try:
        with 5 as b: pass
    except Exception as e: ctx.log.info(f'{type(e).__name__}: {e}')
class Bad:
    def __enter__(self): pass
