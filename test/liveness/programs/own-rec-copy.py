# id: own-rec-copy
# about: recursion without end through copy
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

import copy


class Deep:
    def __copy__(self):
        return copy.copy(Deep())


def tick(ctx):
    copy.copy(Deep())
