# id: type-annotate-function
# technique: the annotate function and lazy values carry other scopes
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
    import json
    type X = json.dumps
    for obj in (attempt, json.dumps, json.JSONEncoder, X):
        for name in ('annotate', 'annotate_func', 'type_params', 'conditional_annotations'):
            try:
                f = peek(obj, U + name + U)
                prove_globals(ctx, 'type-annotate-function', peek(f, U + 'globals' + U))
            except Exception:
                continue
    raise ValueError('nothing')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED type-annotate-function: ' + repr(e)[:160])
    ctx.log.info('DONE type-annotate-function')
