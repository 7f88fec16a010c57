# id: own-rec-mutual
# about: two functions that call each other
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced


def tick(ctx):
    def a():
        b()

    def b():
        a()

    a()
