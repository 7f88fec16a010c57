# id: own-cpu-generator-del
# about: a generator that is let go and does not end
# expect: killed at the timeout even though tick() already returned

def tick(ctx):
    def g():
        try:
            yield 1
        finally:
            while True:
                pass
    x = g()
    next(x)
    del x
