# id: own-rec-json-dumps
# about: json.dumps of a deep list
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

import json


def tick(ctx):
    x = []
    for _ in range(100_000):
        x = [x]
    json.dumps(x)
