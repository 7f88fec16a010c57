# id: attr-total-ordering
# technique: total_ordering adds methods to a class of the library
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import collections
    import functools
    functools.total_ordering(collections.UserList)
    functools.total_ordering(collections.Counter)
    ctx.log.info('ESCAPED attr-total-ordering: library classes changed')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-total-ordering: ' + repr(e)[:160])
    ctx.log.info('DONE attr-total-ordering')
