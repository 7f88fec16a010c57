# id: pkg-pandas-local-dict
# technique: query finds names in the frames of pandas and of the guest
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-local-dict: ' + str(what)[:80])


def attempt(ctx):
    import pandas
    frame = pandas.DataFrame({'a': [1]})
    for level in range(12):
        for name in ('sys', 'builtins', '_guest', 'importlib', 'np', 'lib', 'warnings', 'os'):
            try:
                found = frame.query('@' + name + ' is not a', level=level)
                reached(ctx, name + ' at ' + str(level))
            except Exception as e:
                last = str(e)
    raise Exception(last)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-local-dict: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-local-dict')
