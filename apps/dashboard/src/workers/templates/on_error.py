"""Shows what happens to errors: on_error is told of each, and the worker goes on."""

import random


def fetch_rate():
    # One call in eight goes wrong.
    if random.random() < 0.125:
        raise RuntimeError("the rate service did not answer")
    return round(random.uniform(0.9, 1.1), 4)


def tick(ctx):
    rate = fetch_rate()
    ctx.state.set("rate", rate)
    ctx.log.info(f"rate {rate}")


def on_error(ctx, error):
    failures = ctx.state.get("failures", 0) + 1
    ctx.state.set("failures", failures)
    ctx.log.error(f"failure {failures}: {error}")
