# id: own-rec-json
# about: json.loads of a hundred thousand brackets
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

import json


def tick(ctx):
    json.loads('[' * 100_000)
