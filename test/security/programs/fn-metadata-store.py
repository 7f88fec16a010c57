# id: fn-metadata-store
# technique: what a function of the library says of itself is changed for every worker
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import json
    mark = 'planted by fn-metadata-store'


    class Manager:
        def __enter__(self):
            return mark

        def __exit__(self, *args):
            pass


    def name():
        json.dumps.__name__ = mark


    def doc():
        for json.dumps.__doc__ in [mark]:
            pass


    def qualname():
        with Manager() as json.dumps.__qualname__:
            pass


    def module():
        [json.dumps.__module__, *_] = [mark]


    def annotations():
        json.dumps.__annotations__ = {'mark': mark}


    def namespace():
        json.dumps.__dict__ = {'mark': mark}


    def forget():
        del json.dumps.__doc__


    for change in (name, doc, qualname, module, annotations, namespace, forget):
        try:
            change()
        except Exception as e:
            ctx.log.info(change.__name__ + ': ' + repr(e)[:80])
        else:
            ctx.log.info('ESCAPED fn-metadata-store: ' + change.__name__)


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED fn-metadata-store: ' + repr(e)[:160])
    ctx.log.info('DONE fn-metadata-store')
