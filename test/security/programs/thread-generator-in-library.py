# id: thread-generator-in-library
# technique: a generator consumed inside library code looks outwards through getattr, patterns and format
# layer: python
# goal: capability
# success_marker: ESCAPED


U = chr(95) * 2


def prove_globals(ctx, id, g):
    """a function's globals lead to the real builtins"""
    b = g[U + 'builtins' + U]
    run = b['exec'] if isinstance(b, dict) else getattr(b, 'exec')
    ns = {}
    run('x = 6 * 7', ns)
    if ns['x'] == 42:
        ctx.log.info('ESCAPED ' + id + ': real builtins')


def peek(obj, name):
    """reads any attribute through a class pattern whose names are computed"""
    meta = type('Meta', (type,), {U + 'instancecheck' + U: lambda cls, o: True})
    any_class = meta('Any', (), {U + 'match_args' + U: (name,)})
    match obj:
        case any_class(found):
            return found
    raise ValueError('nothing under ' + name)


def attempt(ctx):
    import statistics
    box = []


    def gen():
        for read in (
            lambda: getattr(g, 'gi_' + 'frame'),
            lambda: peek(g, 'gi_' + 'frame'),
            lambda: '{0.gi_frame.f_back}'.format(g),
        ):
            try:
                box.append(read())
            except Exception:
                pass
        yield 1
        yield 2
    g = gen()
    statistics.mean(g)
    if box:
        ctx.log.info('ESCAPED thread-generator-in-library: ' + repr(box)[:100])
    raise ValueError('no frame')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED thread-generator-in-library: ' + repr(e)[:160])
    ctx.log.info('DONE thread-generator-in-library')
