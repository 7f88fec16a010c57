# id: name-guard-spelled
# technique: the names that the compiler uses for its guards cannot be spelled
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    for name in ('<attribute>', ' attribute', '__build_class__'):
        try:
            f = getattr(ctx, name)
            ctx.log.info('ESCAPED name-guard-spelled: ' + repr(f))
        except Exception:
            pass
    cls = __build_class__(lambda: None, 'X')
    ctx.log.info('ESCAPED name-guard-spelled: class builder in hand')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED name-guard-spelled: ' + repr(e)[:160])
    ctx.log.info('DONE name-guard-spelled')
