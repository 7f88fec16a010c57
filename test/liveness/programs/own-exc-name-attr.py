# id: own-exc-name-attr
# about: an error whose class has a name of 10 MB
# expect: traceback is bounded

def tick(ctx):
    class E(Exception):
        pass
    E.__name__ = 'x' * 10_000_000
    raise E('q')
