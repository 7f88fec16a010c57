# id: own-setup-loop
# about: a setup that never ends
# expect: load is under the same timeout as a tick: killed, worker marked failed


def setup(ctx):
    while True:
        pass


def tick(ctx):
    pass
