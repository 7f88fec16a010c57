# id: own-exc-cause-cycle
# about: errors that are each other's cause
# expect: traceback is bounded

def tick(ctx):
    a, b = ValueError('a'), ValueError('b')
    a.__cause__ = b
    b.__cause__ = a
    raise a
