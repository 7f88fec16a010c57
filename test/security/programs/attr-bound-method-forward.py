# id: attr-bound-method-forward
# technique: a bound method passes attributes on to a library function
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import json
    method = type(ctx.__class__.__repr__.__get__(1))(json.dumps, 1)
    for read in (lambda: method.__kwdefaults__, lambda: method.__dict__, lambda: method.__annotations__):
        try:
            got = read()
        except Exception:
            continue
        ctx.log.info('ESCAPED attr-bound-method-forward: ' + repr(got))
    raise ValueError('refused everywhere')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-bound-method-forward: ' + repr(e)[:160])
    ctx.log.info('DONE attr-bound-method-forward')
