# id: attr-alias-subclass-function
# technique: a subclass of the class of list[int] passes __dict__ on to a function of the library
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Alias(type(list[int])):
    pass


def attempt(ctx):
    import json
    shared = Alias(json.dumps, (int,)).__dict__
    shared['planted'] = 1
    if hasattr(json.dumps, 'planted'):
        ctx.log.info('ESCAPED attr-alias-subclass-function: holds the dictionary that all functions share')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-alias-subclass-function: ' + repr(e)[:160])
    ctx.log.info('DONE attr-alias-subclass-function')
