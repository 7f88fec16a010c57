# id: own-rec-chainmap-lookup
# about: a name looked up through 50,000 maps
# expect: RecursionError

def tick(ctx):
    from collections import ChainMap
    c = {}
    for i in range(50_000):
        c = ChainMap(c)
    c['x']
