# id: own-exc-group-deep
# about: an error that holds an error, 5,000 deep
# expect: traceback is bounded

def tick(ctx):
    e = ValueError('x')
    for i in range(5000):
        e = Exception(e)
    raise e
