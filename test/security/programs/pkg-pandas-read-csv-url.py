# id: pkg-pandas-read-csv-url
# technique: pandas.read_csv opens an address
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-read-csv-url: ' + str(what)[:80])


def attempt(ctx):
    import pandas
    reached(ctx, pandas.read_csv('http://127.0.0.1/').to_csv())


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-read-csv-url: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-read-csv-url')
