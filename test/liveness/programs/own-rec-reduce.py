# id: own-rec-reduce
# about: recursion without end through reduce
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

import copy


class Deep:
    def __reduce_ex__(self, protocol):
        return copy.deepcopy, (Deep(),)


def tick(ctx):
    copy.deepcopy(Deep())
