# id: attr-metaclass-setattr
# technique: type.__setattr__ writes to a class of the library
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import json
    type.__setattr__(json.JSONEncoder, 'default', lambda self, o: 'evil')
    ctx.log.info('ESCAPED attr-metaclass-setattr: ' + json.dumps(object))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-metaclass-setattr: ' + repr(e)[:160])
    ctx.log.info('DONE attr-metaclass-setattr')
