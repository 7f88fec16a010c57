# id: own-state-str-subclass-key
# about: a key whose own methods never return
# expect: stored or refused

def tick(ctx):
    class K(str):
        def __hash__(self):
            return 1
        def __eq__(self, o):
            while True:
                pass
        def encode(self, *a):
            while True:
                pass
    ctx.state.set(K('a'), 1)
    ctx.log.info(str(ctx.state.keys()))
