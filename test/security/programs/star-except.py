# id: star-except
# technique: an exception group whose split() lies (type confusion in except*)
# layer: python
# goal: capability
# success_marker: ESCAPED

class G(Exception):
    def split(self, kind):
        return 1, 2


def attempt(ctx):
    try:
        raise G()
    except* ValueError as e:
        ctx.log.info('ESCAPED star-except: ' + repr(e))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED star-except: ' + repr(e)[:160])
    ctx.log.info('DONE star-except')
