# id: asyncs
# about: coroutines and asynchronous generators driven by hand
# tier: core
# expect_logs: ["[(2, 0), (1, 0), (2, 1), ('done', 10), ('done', 20)]", "['ag', 'ag', 'ag', 'ag', 'ag', 'ag', ('done', ('acm', [0, 1, 2, 0, 1, 2]))]"]

import functools
class Loop:
    def __init__(self): self.q = []
    def run(self, *cs):
        self.q = list(cs); out = []
        while self.q:
            c = self.q.pop(0)
            try: out.append(c.send(None)); self.q.append(c)
            except StopIteration as e: out.append(('done', e.value))
        return out
class Yield:
    def __init__(self, v): self.v = v
    def __await__(self): yield self.v
async def worker(n):
    for i in range(n): await Yield((n, i))
    return n * 10
class ACM:
    async def __aenter__(self): return 'acm'
    async def __aexit__(self, *a): return True
async def agen():
    for i in range(3):
        await Yield('ag')
        yield i
async def main():
    async with ACM() as a: 1 / 0
    r = [x async for x in agen()]
    async for q in agen(): r.append(q)
    return a, r
def tick(ctx):
    ctx.log.info(str(Loop().run(worker(2), worker(1))))
    ctx.log.info(str(Loop().run(main())))
