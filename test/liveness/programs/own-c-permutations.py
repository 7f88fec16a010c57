# id: own-c-permutations
# about: all orders of thirty things, counted
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out

import itertools


def tick(ctx):
    sum(1 for _ in itertools.permutations(range(30)))
