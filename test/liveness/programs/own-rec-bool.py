# id: own-rec-bool
# about: recursion without end through bool
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

class Deep:
    def __bool__(self):
        return bool(Deep())


def tick(ctx):
    bool(Deep())
