# id: builtins-as-attributes
# about: ctx methods, builtins and library functions as attributes of a class
# tier: core
# expect_logs: ["bound?", "printed", "class", "2", "dflt", "a-b", "2.0", "2d7116", "True", "3", "True", "dumps TypeError: dumps() takes 1 positional argument but 2 were given", "up TypeError: descriptor 'upper' for 'str' objects doesn't apply to a 'App' object", "f2 TypeError: descriptor 'format' for 'str' objects doesn't apply to a 'App' object", "comp TypeError: first argument must be string or compiled pattern"]

import time, copy, functools, json, math, hashlib, random, re
class App:
    log = ctx.log.info
    out = print
    nap = time.sleep
    size = len
    get = ctx.state.get
    dumps = json.dumps
    up = str.upper
    fmt = '{}-{}'.format
    f2 = str.format
    sqrt = math.sqrt
    sha = hashlib.sha256
    rnd = random.random
    comp = re.compile
    red = functools.reduce
    clock = time.time
    def run(self):
        self.log('bound?')
        self.out('printed')
        App.log('class')
        self.log(str(self.size([1, 2])))
        self.log(str(self.get('x', 'dflt')))
        self.log(self.fmt('a', 'b'))
        self.log(str(self.sqrt(4)))
        self.log(self.sha(b'x').hexdigest()[:6])
        self.log(str(0 <= self.rnd() < 1))
        self.log(str(self.red(max, [1, 3, 2])))
        self.log(str(self.clock() > 0))
        for name in ('dumps', 'up', 'f2', 'comp'):
            try: self.log(repr(getattr(self, name)(5)))
            except Exception as e: self.log(f'{name} {type(e).__name__}: {e}')
def tick(ctx):
    App().run()
