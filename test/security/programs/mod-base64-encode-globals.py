# id: mod-base64-encode-globals
# technique: a file-like object of ours goes through base64.encode, then its globals
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import base64
    for n in ('main','test','encode','decode'):
        f = getattr(base64, n, None)
        if f is not None and n == 'encode':
            class F:
                def read(self, n): return b''
            f(F(), F())
            ctx.log.info('seen ' + n + ' ' + str(getattr(f, '__globals__')))
            ctx.log.info('ESCAPED mod-base64-encode-globals: globals')

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED mod-base64-encode-globals: ' + repr(e)[:160])
    ctx.log.info('DONE mod-base64-encode-globals')
