"""Makes a market on a price that walks at random.

Each tick the price moves, resting orders may fill, and two moving averages decide which way to lean.
The position and its profit live in `ctx.state`: restart or redeploy the worker, and it goes on from there.
"""

import random
import statistics

FAST, SLOW = 5, 20
SPREAD = 0.0012
LOT = 0.05
MAX_POSITION = 0.5


def setup(ctx):
    book = ctx.state.get("book")
    if book is None:
        ctx.state.set("book", {"prices": [100.0], "position": 0.0, "cash": 0.0, "fills": 0})
        ctx.log.info("New book, starting at 100.00")
    else:
        ctx.log.info(f"Going on with a position of {book['position']:+.2f} after {book['fills']} fills")


def tick(ctx):
    book = ctx.state.get("book")
    prices = book["prices"]
    last = prices[-1]
    price = round(max(1.0, last * (1 + random.gauss(0, 0.001))), 2)

    # What we quoted last time meets the new price.
    lean = book["position"] / MAX_POSITION
    bid = last * (1 - SPREAD * (1 + lean) / 2)
    ask = last * (1 + SPREAD * (1 - lean) / 2)
    if price <= bid and book["position"] < MAX_POSITION:
        fill(ctx, book, +LOT, bid)
    elif price >= ask and book["position"] > -MAX_POSITION:
        fill(ctx, book, -LOT, ask)

    prices.append(price)
    del prices[:-SLOW]
    signal = signal_of(prices)
    if signal != book.get("signal"):
        ctx.log.info(f"Signal turns {signal} at {price:.2f}")
        book["signal"] = signal

    worth = book["cash"] + book["position"] * price
    book["worth"] = round(worth, 4)
    ctx.state.set("book", book)
    if ctx.tick.number % 10 == 0:
        ctx.log.info(f"{price:.2f}  position {book['position']:+.2f}  worth {worth:+.3f}")
    if abs(book["position"]) >= MAX_POSITION - 1e-9 and ctx.tick.number % 10 == 0:
        ctx.log.warn(f"Position limit reached: {book['position']:+.2f}")


def fill(ctx, book, quantity, price):
    book["position"] = round(book["position"] + quantity, 8)
    book["cash"] -= quantity * price
    book["fills"] += 1
    side = "Bought" if quantity > 0 else "Sold"
    ctx.log.debug(f"{side} {abs(quantity)} at {price:.2f}")


def signal_of(prices):
    if len(prices) < SLOW:
        return "warming up"
    fast = statistics.fmean(prices[-FAST:])
    slow = statistics.fmean(prices)
    return "long" if fast > slow else "short"
