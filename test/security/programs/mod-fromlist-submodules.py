# id: mod-fromlist-submodules
# technique: the same for every private submodule that the allowed modules load
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    for name, sub in (('json', 'encoder'), ('json', 'scanner'), ('re', '_compiler'), ('re', '_parser'), ('collections', 'abc')):
        for form in ((sub,), [sub], (sub, '*')):
            try:
                m = getattr(__import__(name, None, None, form), sub)
            except Exception:
                continue
            for leak in ('re', 'sys', '_sys', 'scanner', 'enum', 'functools'):
                if getattr(m, leak, None) is not None:
                    ctx.log.info('ESCAPED mod-fromlist-submodules: ' + name + '.' + sub + '.' + leak)
                    return
    raise ValueError('facades only')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED mod-fromlist-submodules: ' + repr(e)[:160])
    ctx.log.info('DONE mod-fromlist-submodules')
