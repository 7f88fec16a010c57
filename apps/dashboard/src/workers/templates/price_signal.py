"""Follows a price and says when a fast average crosses a slow one."""

import random
import statistics

FAST, SLOW = 5, 20


def setup(ctx):
    ctx.log.info("following the price")


def tick(ctx):
    prices = ctx.state.get("prices", [100.0])
    # A random walk stands in for the market.
    prices.append(round(prices[-1] * (1 + random.gauss(0, 0.002)), 4))
    prices = prices[-SLOW:]
    ctx.state.set("prices", prices)
    if len(prices) < SLOW:
        ctx.log.debug(f"gathering prices, {len(prices)} of {SLOW}")
        return

    fast = statistics.fmean(prices[-FAST:])
    slow = statistics.fmean(prices)
    side = "above" if fast > slow else "below"
    if side != ctx.state.get("side"):
        ctx.state.set("side", side)
        ctx.log.warn(f"the fast average went {side} the slow one at {prices[-1]:.2f}")
    else:
        ctx.log.info(f"price {prices[-1]:.2f}, fast {fast:.2f}, slow {slow:.2f}")
