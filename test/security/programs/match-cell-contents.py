# id: match-cell-contents
# technique: the cell of a class body, caught by a metaclass, is opened by a computed pattern
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


cells = []


class Meta(type):
    def __new__(m, name, bases, ns):
        cells.append(ns.get(U + 'classcell' + U))
        return super().__new__(m, name, bases, ns)


class A(metaclass=Meta):
    def f(self):
        return __class__


def attempt(ctx):
    ctx.log.info('ESCAPED match-cell-contents: ' + repr(peek(cells[0], 'cell_' + 'contents')))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED match-cell-contents: ' + repr(e)[:160])
    ctx.log.info('DONE match-cell-contents')
