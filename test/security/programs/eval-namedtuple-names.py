# id: eval-namedtuple-names
# technique: namedtuple compiles its field names: wide underscores pass its check and become __builtins__
# layer: python
# goal: capability
# success_marker: ESCAPED

def callable_in(x):
    return not isinstance(x, tuple) and 'exec' in repr(x)


def attempt(ctx):
    import collections
    wide = chr(0xFF3F) * 2 + 'builtins' + chr(0xFF3F) * 2
    T = collections.namedtuple('T', ['a', wide, chr(0xFF3F) + 'tuple_new'])
    seen = []

    def spy(cls, values):
        seen.append((cls, values))
        return exec
    made = T(1, {'x': 1}, spy)
    if callable_in(made):
        ctx.log.info('ESCAPED eval-namedtuple-names: ' + repr(made))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED eval-namedtuple-names: ' + repr(e)[:160])
    ctx.log.info('DONE eval-namedtuple-names')
