# id: pkg-pandas-read-pickle
# technique: pandas.read_pickle unpickles a file
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-read-pickle: ' + str(what)[:80])


def attempt(ctx):
    import pandas
    reached(ctx, pandas.read_pickle('/tmp/x.pickle'))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-read-pickle: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-read-pickle')
