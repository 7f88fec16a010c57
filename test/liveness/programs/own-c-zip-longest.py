# id: own-c-zip-longest
# about: itertools that pull each other without end
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out

import itertools


def tick(ctx):
    for _ in zip(itertools.count(), map(max, itertools.repeat(range(10_000)))):
        pass
