# id: own-c-statistics
# about: a quantile of numbers that a generator never stops giving
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out (or MemoryError)

import itertools
import statistics


def tick(ctx):
    statistics.fmean(itertools.repeat(1.5))
