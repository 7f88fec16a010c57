# id: own-rec-zip-chain
# about: zip over zip over zip
# expect: RecursionError, or the process dies and is replaced

def tick(ctx):
    x = iter([1])
    for i in range(300_000):
        x = zip(x)
    next(x)
