# id: attr-slot-descriptor-set
# technique: the slot descriptor of a host object writes past its __setattr__
# layer: python
# goal: host-tamper
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
    import functools
    hits = []
    slot = type(ctx.log).info
    setter = peek(slot, U + 'set' + U)
    setter(ctx.log, lambda m: hits.append(m))
    ctx.log.info('probe')
    if hits:
        del hits[:]
        ctx.log.error('ESCAPED attr-slot-descriptor-set: ctx.log.info replaced through its slot')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-slot-descriptor-set: ' + repr(e)[:160])
    ctx.log.info('DONE attr-slot-descriptor-set')
