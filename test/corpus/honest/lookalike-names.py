# id: lookalike-names
# about: own attributes, methods, keys and variables named like what is forbidden
# tier: core
# expect_logs: ["1 2 3 4 5 6 7 8 2 ran ls True mine formatted 1 2 import [] linux js loader","1 3 Candle(open=1, high=4, low=0.5, close=3)","5 x words words / [5]","{'__class__': 1, '__import__': 2, 'gi_frame': 3, 'f_globals': 4} {--class--} 2 3 4","s [1] t 7"]

from collections import namedtuple
Candle = namedtuple('Candle', 'open high low close')
class Market:
    def __init__(self):
        self.open, self.close, self.os, self.sys, self.system, self.code, self.frame, self.environ = 1, 2, 3, 4, 5, 6, 7, 8
    def eval(self, x):
        return x + 1
    def exec(self, cmd):
        return 'ran ' + cmd
    def compile(self):
        return self
    def globals(self):
        return 'mine'
    def format(self, *a):
        return 'formatted ' + ' '.join(map(str, a))
    def import_(self):
        return 'import'
    def builtins(self):
        return []
    def modules(self):
        return {'os': 'linux'}
    def run_js(self):
        return 'js'
    def loader(self):
        return 'loader'
    def mean_back(self):
        return 'f_back'
def tick(ctx):
    m = Market()
    ctx.log.info(f"{m.open} {m.close} {m.os} {m.sys} {m.system} {m.code} {m.frame} {m.environ} {m.eval(1)} {m.exec('ls')} {m.compile() is m} {m.globals()} {m.format(1, 2)} {m.import_()} {m.builtins()} {m.modules()['os']} {m.run_js()} {m.loader()}")
    c = Candle(1, 4, 0.5, 3)
    ctx.log.info(f'{c.open} {c._asdict()["close"]} {c}')
    open = 5
    eval = lambda s: s
    exec = compile = 'words'
    os = {'path': '/'}
    sys = [open]
    ctx.log.info(f"{open} {eval('x')} {exec} {compile} {os['path']} {sys}")
    d = {'__class__': 1, '__import__': 2, 'gi_frame': 3, 'f_globals': 4}
    ctx.log.info(f"{d} {'{__class__}'.replace('_', '-')} {'%(__import__)s' % d} {'{gi_frame}'.format(**d)} {'{0[f_globals]}'.format(d)}")
    def shadow(str, list=list, type='t', id=7):
        return f'{str} {list} {type} {id}'
    ctx.log.info(shadow('s', [1]))
