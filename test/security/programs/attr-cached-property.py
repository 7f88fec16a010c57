# id: attr-cached-property
# technique: cached_property writes into the namespace of any object
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

import functools
import json


class Owner:
    dumps = functools.cached_property(lambda self: 'evil')


def attempt(ctx):
    cp = Owner.dumps
    for target in (json, json.JSONEncoder(), json.dumps, ctx, ctx.log):
        try:
            cp.__get__(target)
        except Exception:
            continue
    ctx.state.set('k', [1])
    if ctx.state.get('k') != [1]:
        ctx.log.info('ESCAPED attr-cached-property: host code disturbed')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-cached-property: ' + repr(e)[:160])
    ctx.log.info('DONE attr-cached-property')
