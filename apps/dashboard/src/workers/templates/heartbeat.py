"""Counts its own ticks. What is kept in ctx.state survives restarts and deploys."""


def tick(ctx):
    count = ctx.state.get("count", 0) + 1
    ctx.state.set("count", count)
    ctx.log.info(f"tick {count}, {ctx.tick.lateness * 1000:.1f} ms late")
