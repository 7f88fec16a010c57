# id: own-rec-descriptor
# about: recursion without end through descriptor
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

class Reader:
    def __get__(self, obj, cls):
        return obj.deep


class Deep:
    deep = Reader()


def tick(ctx):
    Deep().deep
