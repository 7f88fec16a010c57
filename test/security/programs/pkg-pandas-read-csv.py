# id: pkg-pandas-read-csv
# technique: pandas.read_csv opens a file by its path
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-read-csv: ' + str(what)[:80])


def attempt(ctx):
    import pandas
    reached(ctx, pandas.read_csv('/etc/passwd', sep=':', header=None).to_csv())


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-read-csv: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-read-csv')
