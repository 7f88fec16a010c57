# id: src-coding-cookie
# technique: a coding cookie that makes code of a comment; coding: unicode_escape
# layer: python
# goal: capability
# success_marker: ESCAPED

# \u000aHIDDEN = True


def attempt(ctx):
    if HIDDEN:
        ctx.log.info('ESCAPED src-coding-cookie: the comment ran')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED src-coding-cookie: ' + repr(e)[:160])
    ctx.log.info('DONE src-coding-cookie')
