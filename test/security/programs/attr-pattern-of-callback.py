# id: attr-pattern-of-callback
# technique: the pattern that a callback of re.sub is given leads to its class
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import re
    box=[]
    def f(m):
        box.append(m.re)
        return 'x'
    re.sub('a', f, 'a')
    ctx.log.info('ESCAPED attr-pattern-of-callback: ' + str(getattr(box[0], '__class__').__mro__))

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-pattern-of-callback: ' + repr(e)[:160])
    ctx.log.info('DONE attr-pattern-of-callback')
