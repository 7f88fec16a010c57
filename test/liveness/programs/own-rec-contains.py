# id: own-rec-contains
# about: recursion without end through contains
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

class Deep:
    def __contains__(self, other):
        return other in Deep()


def tick(ctx):
    1 in Deep()
