# id: own-rec-regex-callback
# about: recursion without end through regex-callback
# expect: RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced

import re


def again(match):
    return re.sub('a', again, 'a')


def tick(ctx):
    again(None)
