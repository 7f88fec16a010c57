# id: eval-register-future-annotations
# technique: annotations are text under the future import; singledispatch must not evaluate them
# layer: python
# goal: capability
# success_marker: ESCAPED

from __future__ import annotations

import functools

box = []


def attempt(ctx):
    @functools.singledispatch
    def show(x):
        return 0

    def one(x: box.append(exec) or int):
        return 1

    show.register(one)
    if box:
        ctx.log.info('ESCAPED eval-register-future-annotations: ' + repr(box))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED eval-register-future-annotations: ' + repr(e)[:160])
    ctx.log.info('DONE eval-register-future-annotations')
