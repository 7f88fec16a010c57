# id: fmt-str-subclass
# technique: a template that shows other text to the check than to the formatter
# layer: python
# goal: capability
# success_marker: ESCAPED

class T(str):
    def __str__(self):
        return 'harmless'

    def __contains__(self, x):
        return False

    def __iter__(self):
        return iter('harmless')


def attempt(ctx):
    import json
    text = T('{0.dumps.__globals__}').format(json)
    if 'builtins' in text:
        ctx.log.info('ESCAPED fmt-str-subclass: ' + text[:60])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED fmt-str-subclass: ' + repr(e)[:160])
    ctx.log.info('DONE fmt-str-subclass')
