# id: own-rec-iter
# about: recursion without end through iter
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

class Deep:
    def __iter__(self):
        return iter(list(Deep()))


def tick(ctx):
    list(Deep())
