# id: own-rec-index
# about: recursion without end through index
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

class Deep:
    def __index__(self):
        return [0][Deep()]


def tick(ctx):
    [0][Deep()]
