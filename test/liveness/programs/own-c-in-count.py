# id: own-c-in-count
# about: a search for what never comes in a range stepped by a class of ours
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out

import itertools


class Never:
    def __eq__(self, other):
        return False


def tick(ctx):
    Never() in itertools.count()
