# id: own-exc-args-hostile
# about: an error that holds what never becomes text
# expect: killed at the wall-clock timeout

def tick(ctx):
    class R:
        def __repr__(self):
            while True:
                pass
        __str__ = __repr__
    raise ValueError(R())
