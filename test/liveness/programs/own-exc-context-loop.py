# id: own-exc-context-loop
# about: three hundred errors, each raised while the one before was handled
# expect: traceback is bounded

def tick(ctx):
    def f(n):
        try:
            raise ValueError(str(n))
        except ValueError:
            if n:
                f(n - 1)
            raise KeyError(n)
    f(300)
