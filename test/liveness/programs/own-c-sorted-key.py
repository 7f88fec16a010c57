# id: own-c-sorted-key
# about: sorted with a key over what a generator never stops giving
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out (or MemoryError)

import itertools


def tick(ctx):
    sorted(itertools.cycle((3, 1, 2)), key=lambda n: -n)
