# id: own-setup-bomb
# about: a setup that fills the memory
# expect: load fails with out of memory

def setup(ctx):
    held = []
    while True:
        held.append('x' * 1_000_000 + str(len(held)))


def tick(ctx):
    pass
