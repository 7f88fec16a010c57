# id: own-exc-notes-hostile
# about: notes of an error that never become text
# expect: traceback is bounded

def tick(ctx):
    class N:
        def __str__(self):
            while True:
                pass
        __repr__ = __str__
    e = ValueError('x')
    e.__notes__ = N()
    raise e
