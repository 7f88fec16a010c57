# id: mod-fromlist-subclass
# technique: a tuple that shows one name to the check and another to the import
# layer: python
# goal: capability
# success_marker: ESCAPED

class Names(tuple):
    n = 0

    def __iter__(self):
        Names.n += 1
        return iter(('dumps',) if Names.n < 3 else ('scanner', 'codecs'))

    def __contains__(self, x):
        return True


def attempt(ctx):
    m = __import__('json', None, None, Names(('scanner',)))
    for leak in ('codecs', 'scanner'):
        if hasattr(m, leak):
            ctx.log.info('ESCAPED mod-fromlist-subclass: ' + leak)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED mod-fromlist-subclass: ' + repr(e)[:160])
    ctx.log.info('DONE mod-fromlist-subclass')
