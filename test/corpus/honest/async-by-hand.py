# id: async-by-hand
# about: coroutines, async for and with, driven by hand
# tier: core
# expect_logs: ["('done', ['suspended'])", "['enter', 1, \"exit <class 'ValueError'>\", [0, 10, 20], {10: 1}, 0, 10, 'else']", "KeyError('async')", "([1, 2], [])", "coroutine const const", "async_generator", "unsupported operand type(s) for +: 'coroutine' and 'int'"]

import functools
class Suspend:
    def __await__(self):
        x = yield 'suspended'
        return x
class ACM:
    def __init__(self, out): self.out = out
    async def __aenter__(self): self.out.append('enter'); return self
    async def __aexit__(self, *a): self.out.append(f'exit {a[0]}'); return True
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise Stop
        self.n -= 1
        return self.n
async def agen(n):
    for i in range(n):
        yield i * 10
async def main(out):
    async with ACM(out) as c:
        out.append(await Suspend())
        raise ValueError('x')
    out.append([x async for x in agen(3)])
    out.append({x: 1 async for x in agen(2) if x})
    async for v in agen(2): out.append(v)
    else: out.append('else')
    return 'done'
def run(c):
    sent = None
    trace = []
    while True:
        try: trace.append(c.send(sent)); sent = len(trace)
        except StopIteration as e: return e.value, trace
async def boom(): raise KeyError('async')
async def gather(*cs): return [await c for c in cs]
async def const(x): return x
def tick(ctx):
    log = ctx.log.info
    out = []
    log(str(run(main(out))))
    log(str(out))
    try: run(boom())
    except KeyError as e: log(f'{e!r}')
    log(str(run(gather(const(1), const(2)))))
    c = const(5); log(f'{type(c).__name__} {c.__name__} {c.__qualname__}'); c.close()
    g = agen(1); log(f'{type(g).__name__}')
    try: const(1) + 1
    except TypeError as e: log(str(e))
