# id: own-exc-notes-flood
# about: an error with 200,000 notes
# expect: traceback is bounded

def tick(ctx):
    e = ValueError('x')
    for i in range(200_000):
        e.add_note('n' * 100)
    raise e
