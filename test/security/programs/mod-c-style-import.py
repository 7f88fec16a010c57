# id: mod-c-style-import
# technique: the import form that C code uses, called by hand
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    for name in ('_io', '_strptime', 'os', 'sys', 'typing', 'warnings'):
        try:
            m = __import__(name, {}, {}, [])
        except Exception:
            continue
        if m is not None and hasattr(m, 'open') or hasattr(m, 'sys'):
            ctx.log.info('ESCAPED mod-c-style-import: ' + repr(m))
    raise ValueError('nothing came back')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED mod-c-style-import: ' + repr(e)[:160])
    ctx.log.info('DONE mod-c-style-import')
