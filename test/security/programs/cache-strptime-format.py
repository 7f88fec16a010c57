# id: cache-strptime-format
# technique: a format that says itself what it is equal to lies in the cache of strptime
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Format(str):
    def __hash__(self):
        return hash('%d.%m.%Y')

    def __eq__(self, other):
        return True


def attempt(ctx):
    import datetime
    try:
        datetime.datetime.strptime('2020', Format('%Y'))
    except Exception as e:
        ctx.log.info(repr(e)[:80])
    try:
        found = datetime.datetime.strptime('11.2.2020', '%d.%m.%Y')
    except Exception as e:
        found = e
    if repr(found) != 'datetime.datetime(2020, 2, 11, 0, 0)':
        ctx.log.info('ESCAPED cache-strptime-format: others get ' + repr(found)[:80])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED cache-strptime-format: ' + repr(e)[:160])
    ctx.log.info('DONE cache-strptime-format')
