# id: pkg-pandas-common-handle
# technique: the file functions of pandas.io.common open a file of the host
# layer: gate
# goal: host
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-pandas-common-handle: ' + str(what)[:80])


def attempt(ctx):
    from pandas.io.common import Path, get_handle, urlopen
    try:
        reached(ctx, Path('/etc/passwd').read_text())
    except Exception as e:
        ctx.log.info(str(e)[:100])
    try:
        reached(ctx, list(Path('/').iterdir()))
    except Exception as e:
        ctx.log.info(str(e)[:100])
    with get_handle('/etc/passwd', 'r') as handles:
        reached(ctx, handles.handle.read())


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-pandas-common-handle: ' + str(e)[:160])
    ctx.log.info('DONE pkg-pandas-common-handle')
