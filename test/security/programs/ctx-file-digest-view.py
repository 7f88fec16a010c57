# id: ctx-file-digest-view
# technique: hashlib.file_digest and json.load hand their own buffers to our objects
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import hashlib
    import json
    views = []


    class File:
        def readinto(self, view):
            views.append(view)
            return 0

        def readable(self):
            return True

        def read(self, *args):
            return '{}'


    hashlib.file_digest(File(), 'sha256')
    json.load(File())
    for view in views:
        for name in ('obj', '_from_flags', '__buffer__', '__reduce__', '__dict__', '__class__'):
            try:
                found = getattr(view, name)
            except Exception as e:
                ctx.log.info(name + ': ' + repr(e)[:60])
                continue
            if type(found) is type(json) or hasattr(found, '__globals__'):
                ctx.log.info('ESCAPED ctx-file-digest-view: ' + repr(found)[:80])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED ctx-file-digest-view: ' + repr(e)[:160])
    ctx.log.info('DONE ctx-file-digest-view')
