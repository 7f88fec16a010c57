# id: match-generator-frame
# technique: a computed class pattern reads gi_frame inside the running generator
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
    box = []


    def gen():
        box.append(peek(g, 'gi_' + 'frame'))
        yield 1
    g = gen()
    next(g)
    frame = box[0]
    b = peek(peek(frame, 'f_' + 'back'), 'f_' + 'builtins')
    ctx.log.info('ESCAPED match-generator-frame: ' + repr(b)[:60])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-generator-frame: ' + repr(e)[:160])
    ctx.log.info('DONE match-generator-frame')
