# id: src-form-feed
# technique: form feeds, NULs and odd line ends between the checker and the compiler
# layer: python
# goal: capability
# success_marker: ESCAPED

def ascii_of(text):
    return ' '.join(hex(ord(c)) for c in text)


def attempt(ctx):
    hidden = []
    hidden.append(1)
    text = """a    b    c    d     e"""
    if len(text.split(chr(10))) != 1 or hidden != [1]:
        ctx.log.info('ESCAPED src-form-feed: lines are not what they were checked as')
    for name in ('__globals__\x00', '__globals__\ud800', '__globals__ ', ' __globals__', '__glo\u200bbals__', '\uff3f\uff3fglobals\uff3f\uff3f'):
        if getattr(ctx.log.info, name, None) is not None:
            ctx.log.info('ESCAPED src-form-feed: ' + ascii_of(name))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED src-form-feed: ' + repr(e)[:160])
    ctx.log.info('DONE src-form-feed')
