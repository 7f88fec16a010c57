"""Reads a stream of web requests and sums it up.

Stands in for a worker that tails a log: every tick brings a few made-up requests; a sliding window of
them is kept in `ctx.state`, and what stands out is logged at the level that it deserves.
"""

import random
import re
import statistics
from collections import Counter, deque

WINDOW = 200
LINE = re.compile(r"(?P<method>[A-Z]+) (?P<path>\S+) (?P<status>\d{3}) (?P<ms>\d+)ms")
PATHS = ["/", "/login", "/api/orders", "/api/prices", "/healthz"]


def tick(ctx):
    window = deque(ctx.state.get("window", []), maxlen=WINDOW)
    for line in new_lines(trouble=ctx.tick.number % 60 >= 50):
        match = LINE.fullmatch(line)
        if match is None:
            ctx.log.warn(f"Cannot read: {line}")
            continue
        window.append([match["path"], int(match["status"]), int(match["ms"])])
    ctx.state.set("window", list(window))
    ctx.state.set("digest", digest_of(window))

    digest = ctx.state.get("digest")
    if digest["error_rate"] > 0.05:
        ctx.log.error(f"{digest['error_rate']:.1%} of requests fail, most on {digest['worst_path']}")
    elif ctx.tick.number % 5 == 0:
        ctx.log.info(
            f"{digest['requests']} requests, median {digest['median_ms']:.0f} ms, "
            f"95% within {digest['p95_ms']:.0f} ms, busiest {digest['busiest_path']}"
        )


def new_lines(trouble):
    for _ in range(random.randint(3, 12)):
        path = random.choice(PATHS)
        failing = random.random() < (0.35 if trouble and path == "/api/orders" else 0.01)
        ms = int(random.lognormvariate(3.2, 0.6)) + (400 if failing else 0)
        yield f"GET {path} {500 if failing else 200} {ms}ms"


def digest_of(window):
    times = sorted(ms for _, _, ms in window)
    failed = Counter(path for path, status, _ in window if status >= 500)
    busiest = Counter(path for path, _, _ in window).most_common(1)
    worst = failed.most_common(1)
    return {
        "requests": len(window),
        "median_ms": statistics.median(times) if times else 0,
        "p95_ms": times[int(len(times) * 0.95)] if times else 0,
        "error_rate": sum(failed.values()) / len(window) if window else 0,
        "busiest_path": busiest[0][0] if busiest else None,
        "worst_path": worst[0][0] if worst else None,
    }
