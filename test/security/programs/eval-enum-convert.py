# id: eval-enum-convert
# technique: Enum._convert_ copies the globals of any module into a new class
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
    import re
    cls = type(re.IGNORECASE)
    todo, seen = [cls, type(cls)], []
    while todo:
        c = todo.pop()
        if c in seen:
            continue
        seen.append(c)
        for name in ('mro', U + 'base' + U, U + 'class' + U):
            try:
                v = peek(c, name)
                todo += v() if name == 'mro' else [v]
            except Exception:
                pass
    for c in seen:
        convert = getattr(c, '_convert_', None)
        if convert is not None:
            made = convert('Made', 'os', lambda n: n == 'environ')
            ctx.log.info('ESCAPED eval-enum-convert: ' + repr(made))
    raise ValueError('no enum among ' + repr(seen)[:100])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED eval-enum-convert: ' + repr(e)[:160])
    ctx.log.info('DONE eval-enum-convert')
