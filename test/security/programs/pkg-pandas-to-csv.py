# id: pkg-pandas-to-csv
# technique: DataFrame.to_csv writes a file
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-to-csv: ' + str(what)[:80])


def attempt(ctx):
    import pandas
    pandas.DataFrame({'a': [1]}).to_csv('/tmp/pkg-pandas-to-csv')
    reached(ctx, 'written')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-to-csv: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-to-csv')
