"""Hunts primes, a slice of numbers per tick, and never forgets where it was.

The cursor is in `ctx.state`, so the hunt survives restarts. Twins (11 and 13) are worth a line, a gap
longer than any before is worth a warning.
"""

import math

SLICE = 400


def setup(ctx):
    hunt = ctx.state.get("hunt")
    if hunt is not None:
        ctx.log.info(f"Resuming at {hunt['next']:,} with {hunt['found']:,} primes found")


def tick(ctx):
    hunt = ctx.state.get("hunt", {"next": 2, "found": 0, "last": None, "twins": 0, "longest_gap": 0})
    first = hunt["next"]
    for number in range(first, first + SLICE):
        if is_prime(number):
            note(ctx, hunt, number)
    hunt["next"] = first + SLICE
    ctx.state.set("hunt", hunt)
    density = hunt["found"] / hunt["next"]
    ctx.log.info(
        f"Up to {hunt['next'] - 1:,}: {hunt['found']:,} primes ({density:.2%}), "
        f"{hunt['twins']:,} twins, the largest is {hunt['last']:,}"
    )


def note(ctx, hunt, prime):
    if hunt["last"] is not None:
        gap = prime - hunt["last"]
        if gap == 2:
            hunt["twins"] += 1
            ctx.log.debug(f"Twins: {hunt['last']:,} and {prime:,}")
        if gap > hunt["longest_gap"]:
            hunt["longest_gap"] = gap
            if gap > 10:
                ctx.log.warn(f"No prime for {gap} numbers after {hunt['last']:,}")
    hunt["last"] = prime
    hunt["found"] += 1


def is_prime(number):
    if number < 4:
        return number > 1
    if number % 2 == 0:
        return False
    return all(number % divisor for divisor in range(3, math.isqrt(number) + 1, 2))


def on_error(ctx, error):
    ctx.log.error(f"The hunt stumbled: {error}")
