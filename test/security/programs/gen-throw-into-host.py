# id: gen-throw-into-host
# technique: a generator of ours is thrown, closed and resumed from within the library and the host
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import itertools
    import json
    caught = []


    def watch(n):
        for i in range(n):
            try:
                yield str(i)
            except Exception as e:
                caught.append(e)
                yield 'again'


    source = watch(5)
    next(source)
    for use in (
        lambda: json.dumps({'x': source}, default=list),
        lambda: ctx.state.set('k', source),
        lambda: ctx.log.info(source),
        lambda: ''.join(itertools.chain(source, watch(3))),
        lambda: source.throw(ValueError('x')),
        lambda: source.throw(ctx),
        lambda: source.close(),
    ):
        try:
            use()
        except Exception as e:
            caught.append(e)
    for e in caught:
        tb = e.__traceback__
        while tb is not None:
            if hasattr(tb, 'tb_frame'):
                ctx.log.info('ESCAPED gen-throw-into-host: a frame')
            tb = tb.tb_next
    for name in ('gi_frame', 'gi_code', 'gi_yieldfrom'):
        if getattr(source, name, None) is not None:
            ctx.log.info('ESCAPED gen-throw-into-host: ' + name)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED gen-throw-into-host: ' + repr(e)[:160])
    ctx.log.info('DONE gen-throw-into-host')
