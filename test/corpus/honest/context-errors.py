# id: context-errors
# about: errors in __enter__ and __exit__, suppression, nested with, parenthesised, exceptions while handling
# tier: core
# expect_logs: ["['+a', '+b', '-b:None:None:False', '-a:None:None:False'] ab","['+a', '+b', '-b:ValueError:v:True', \"-a:KeyError:'exit b':True\"] after","['+a', '+b', '-a:RuntimeError:enter b:True'] RuntimeError(enter b) ctx=None","['+0', '-0:None:None:False', '+1', '-1:None:None:False'] broke","['+a', '-a:ZeroDivisionError:division by zero:True'] KeyError('exit a') ctx=ZeroDivisionError('division by zero')","[] TypeError('int' object does not support the context manager protocol (missed __exit__ method)) ctx=None","['+a', '-a:None:None:False', 'fin'] inner","['+g', '-g:GeneratorExit::True'] closed"]

class M:
    def __init__(self, n, log, fail=None, swallow=False):
        self.n, self.log, self.fail, self.swallow = n, log, fail, swallow
    def __enter__(self):
        self.log.append('+' + self.n)
        if self.fail == 'enter':
            raise RuntimeError('enter ' + self.n)
        return self.n
    def __exit__(self, t, v, tb):
        self.log.append(f'-{self.n}:{t.__name__ if t else None}:{v}:{tb is not None}')
        if self.fail == 'exit':
            raise KeyError('exit ' + self.n)
        return self.swallow
def tick(ctx):
    def run(body):
        log = []
        try:
            r = body(log)
        except Exception as e:
            r = f'{type(e).__name__}({e}) ctx={e.__context__!r}'
        ctx.log.info(f'{log} {r}')
    def a(log):
        with (M('a', log) as x, M('b', log) as y):
            return x + y
    def b(log):
        with M('a', log, swallow=True), M('b', log, fail='exit'):
            raise ValueError('v')
        return 'after'
    def c(log):
        with M('a', log), M('b', log, fail='enter'):
            return 'never'
    def d(log):
        for i in range(3):
            with M(str(i), log):
                if i == 1:
                    break
        return 'broke'
    def e(log):
        with M('a', log, fail='exit'):
            1 / 0
    def f(log):
        with 5:
            pass
    def g(log):
        try:
            with M('a', log):
                return 'inner'
        finally:
            log.append('fin')
    def h(log):
        def gen():
            with M('g', log):
                yield 1
                yield 2
        x = gen()
        next(x)
        x.close()
        return 'closed'
    for body in (a, b, c, d, e, f, g, h):
        run(body)
