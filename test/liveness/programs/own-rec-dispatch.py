# id: own-rec-dispatch
# about: recursion without end through dispatch
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

import functools


@functools.singledispatch
def handle(x):
    return handle(x)


def tick(ctx):
    handle(1)
