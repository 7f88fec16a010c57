# id: frm-computed-traceback
# technique: the traceback of a caught exception by a computed name, then its frame
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    u = chr(95)*2
    try:
        1/0
    except Exception as e:
        t = getattr(e, u+'traceback'+u)
        ctx.log.info('ESCAPED frm-computed-traceback: ' + str(getattr(t, 'tb_frame')))

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED frm-computed-traceback: ' + repr(e)[:160])
    ctx.log.info('DONE frm-computed-traceback')
