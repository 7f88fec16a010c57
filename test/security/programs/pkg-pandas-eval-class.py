# id: pkg-pandas-eval-class
# technique: pandas.eval walks the class graph
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-eval-class: ' + str(what)[:80])


def attempt(ctx):
    import pandas
    found = pandas.eval('@x.__class__.__base__.__subclasses__()', local_dict={'x': ()})
    found = [c for c in found if c.__name__ == '_wrap_close']
    if found:
        reached(ctx, found)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-eval-class: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-eval-class')
