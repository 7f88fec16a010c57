# id: mod-fromlist-sys-modules
# technique: a missing name of a from-import is looked up in sys.modules: json.scanner is there
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    from json import scanner
    ctx.log.info('ESCAPED mod-fromlist-sys-modules: real module ' + repr(scanner))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED mod-fromlist-sys-modules: ' + repr(e)[:160])
    ctx.log.info('DONE mod-fromlist-sys-modules')
