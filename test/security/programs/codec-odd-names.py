# id: codec-odd-names
# technique: names of text encodings and error handlers that lead to modules and files
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    for name in ('os', 'js', '..os', '../os', 'aispinner_guest', 'encodings.idna.sys', 'zlib_codec', 'bz2', 'hex', 'mbcs', 'oem', 'undefined', '\0', 'a' * 5000):
        try:
            found = 'x'.encode(name)
        except Exception as e:
            ctx.log.info(name[:20] + ': ' + type(e).__name__)
            continue
        ctx.log.info('ESCAPED codec-odd-names: ' + name[:20] + repr(found))
    for handler in ('os', 'namereplace', 'surrogateescape', 'xmlcharrefreplace'):
        try:
            ctx.log.info(repr('\u20ac'.encode('ascii', handler)))
        except Exception as e:
            ctx.log.info(handler + ': ' + type(e).__name__)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED codec-odd-names: ' + repr(e)[:160])
    ctx.log.info('DONE codec-odd-names')
