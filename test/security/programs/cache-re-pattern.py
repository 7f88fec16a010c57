# id: cache-re-pattern
# technique: a pattern that says itself what it is equal to lies in the cache of re
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Meta(type):
    def __hash__(cls):
        return hash(str)

    def __eq__(cls, other):
        return True


class Pattern(str, metaclass=Meta):
    def __hash__(self):
        return hash('honest pattern')

    def __eq__(self, other):
        return True


def attempt(ctx):
    import re
    re.compile(Pattern('planted'))
    found = re.compile('honest pattern')
    if found.pattern != 'honest pattern':
        ctx.log.info('ESCAPED cache-re-pattern: others get ' + repr(found))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED cache-re-pattern: ' + repr(e)[:160])
    ctx.log.info('DONE cache-re-pattern')
