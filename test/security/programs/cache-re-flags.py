# id: cache-re-flags
# technique: flags that say themselves what they are equal to lie in the cache of re
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Flags(int):
    def __hash__(self):
        return hash(0)

    def __eq__(self, other):
        return True


def attempt(ctx):
    import re
    re.compile('honest', Flags(re.IGNORECASE))
    if re.compile('honest').match('HONEST'):
        ctx.log.info('ESCAPED cache-re-flags: others match what they should not')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED cache-re-flags: ' + repr(e)[:160])
    ctx.log.info('DONE cache-re-flags')
