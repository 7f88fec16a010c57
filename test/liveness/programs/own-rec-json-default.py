# id: own-rec-json-default
# about: recursion without end through json-default
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

import json


class Deep:
    pass


def tick(ctx):
    json.dumps(Deep(), default=lambda o: Deep())
