# id: own-decimal-power
# about: a decimal power with an enormous precision
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out; other workspaces keep ticking; worker restarts with back-off or finishes

import decimal


def tick(ctx):
    decimal.getcontext().prec = 5_000_000
    (decimal.Decimal(2).sqrt()).ln()
