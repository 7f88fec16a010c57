# id: own-rec-group
# about: an exception group nested 100,000 deep, and its text
# expect: finishes or only this process dies, or RecursionError; ordinary failed tick


def tick(ctx):
    chain = ValueError('x')
    for _ in range(100_000):
        chain.__context__ = ValueError(chain)
        chain = chain.__context__
    raise chain
