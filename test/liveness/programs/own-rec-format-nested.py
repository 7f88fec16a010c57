# id: own-rec-format-nested
# about: a format that asks for itself
# expect: RecursionError

def tick(ctx):
    class A:
        def __format__(self, s):
            return f'{self:{s}}'
    f'{A()}'
