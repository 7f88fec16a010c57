# id: mod-json-encoder-globals
# technique: the globals of the encoder that a subclass overrides
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import json
    class E(json.JSONEncoder):
        def default(self, o):
            return getattr(json.JSONEncoder.default, '__globals__')['__builtins__']
    ctx.log.info('ESCAPED mod-json-encoder-globals: ' + json.dumps(ctx, cls=E))

def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED mod-json-encoder-globals: ' + repr(e)[:160])
    ctx.log.info('DONE mod-json-encoder-globals')
