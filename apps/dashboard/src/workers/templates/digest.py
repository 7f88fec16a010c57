"""Gathers measurements and logs a digest of them now and then."""

import math
import random
import statistics

EVERY = 10


def percentile(values, share):
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def tick(ctx):
    samples = ctx.state.get("samples", [])
    samples.append(round(random.lognormvariate(3, 0.6), 2))
    if len(samples) < EVERY:
        ctx.state.set("samples", samples)
        return

    digest = {
        "mean": round(statistics.fmean(samples), 2),
        "p50": percentile(samples, 0.50),
        "p95": percentile(samples, 0.95),
        "max": max(samples),
    }
    ctx.state.set("digest", digest)
    ctx.state.set("samples", [])
    ctx.log.info(f"digest of {EVERY}: p50 {digest['p50']} ms, p95 {digest['p95']} ms")
    if digest["max"] > 80:
        ctx.log.warn(f"the slowest took {digest['max']} ms")
