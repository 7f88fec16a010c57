# id: own-rec-sort
# about: recursion without end through sort
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

class Deep:
    def __lt__(self, other):
        return sorted([Deep(), Deep()]) == 1


def tick(ctx):
    sorted([Deep(), Deep()])
