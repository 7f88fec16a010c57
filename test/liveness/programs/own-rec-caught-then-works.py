# id: own-rec-caught-then-works
# about: fifty stacks that overflow, each caught
# expect: finishes

def tick(ctx):
    def f():
        f()
    for i in range(50):
        try:
            f()
        except Exception:
            pass
    ctx.log.info('fine')
