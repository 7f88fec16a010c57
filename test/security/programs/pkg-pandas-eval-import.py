# id: pkg-pandas-eval-import
# technique: pandas.eval by the interpreter itself imports a module
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-eval-import: ' + str(what)[:80])


def attempt(ctx):
    import pandas
    found = pandas.eval('__import__("os").environ', engine='python', parser='python')
    reached(ctx, found)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-eval-import: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-eval-import')
