# id: tpl-template-parts
# technique: the parts of a template string, and what their classes offer
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import json
    text = t'{ctx} and {json.dumps!r:>10}'
    for part in (text, *text.interpolations, type(text), type(text.interpolations[0])):
        for name in ('__dict__', '__reduce__', '__reduce_ex__', '__globals__', '__subclasses__', '__getstate__', '__self__'):
            try:
                found = getattr(part, name)
            except Exception:
                continue
            ctx.log.info('ESCAPED tpl-template-parts: ' + name + ' ' + repr(found)[:80])
    made = type(text.interpolations[0])(json.dumps, 'json.dumps', None, '')
    for field in ('{0.value.__globals__}', '{0.__class__.__init__.__globals__}', '{0.value.__kwdefaults__}'):
        try:
            ctx.log.info('ESCAPED tpl-template-parts: ' + field.format(made)[:80])
        except Exception as e:
            ctx.log.info(repr(e)[:100])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED tpl-template-parts: ' + repr(e)[:160])
    ctx.log.info('DONE tpl-template-parts')
