# id: own-rec-instancecheck
# about: recursion without end through instancecheck
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

class Meta(type):
    def __instancecheck__(cls, obj):
        return isinstance(obj, Deep)


class Deep(metaclass=Meta):
    pass


def tick(ctx):
    isinstance(1, Deep)
