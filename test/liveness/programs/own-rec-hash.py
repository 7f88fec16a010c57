# id: own-rec-hash
# about: the hash of a tuple nested 300,000 deep
# expect: finishes or only this process dies, or RecursionError


def tick(ctx):
    chain = ()
    for _ in range(300_000):
        chain = (chain,)
    hash(chain)
