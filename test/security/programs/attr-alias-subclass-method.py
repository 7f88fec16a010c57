# id: attr-alias-subclass-method
# technique: a bound method made of an alias passes __dict__ on to what the alias stands for
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Alias(type(list[int])):
    pass


class Plain:
    def method(self):
        pass


def attempt(ctx):
    import json
    method = type(Plain().method)
    shared = method(Alias(json.dumps, (int,)), 1).__dict__
    shared['planted'] = 1
    if hasattr(json.dumps, 'planted'):
        ctx.log.info('ESCAPED attr-alias-subclass-method: holds the dictionary that all functions share')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-alias-subclass-method: ' + repr(e)[:160])
    ctx.log.info('DONE attr-alias-subclass-method')
