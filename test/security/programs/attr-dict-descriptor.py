# id: attr-dict-descriptor
# technique: the __dict__ descriptor of our own class applied to others' objects
# layer: python
# goal: capability
# success_marker: ESCAPED

import json


class Plain:
    pass


def attempt(ctx):
    d = Plain.__dict__['__dict__']
    for target in (json, json.dumps, ctx.log, type(ctx.log), json.JSONEncoder):
        try:
            found = d.__get__(target)
        except TypeError:
            continue
        ctx.log.info('ESCAPED attr-dict-descriptor: namespace of ' + repr(target) + repr(found)[:50])
    raise TypeError('own instances only')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-dict-descriptor: ' + repr(e)[:160])
    ctx.log.info('DONE attr-dict-descriptor')
