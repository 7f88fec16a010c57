# id: own-rec-format
# about: recursion without end through format
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

class Deep:
    def __format__(self, spec):
        return f'{Deep()}'


def tick(ctx):
    f'{Deep()}'
