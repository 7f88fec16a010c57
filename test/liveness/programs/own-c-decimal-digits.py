# id: own-c-decimal-digits
# about: a decimal with more digits than can be divided in time
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out (or MemoryError)

import decimal


def tick(ctx):
    decimal.getcontext().prec = 5_000_000
    decimal.getcontext().Emax = 10**8
    x = decimal.Decimal(2).sqrt()
    while True:
        x = (x * x).sqrt() + decimal.Decimal(1) / 3
