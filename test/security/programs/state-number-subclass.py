# id: state-number-subclass
# technique: numbers that print as something else, to break out of the JSON text
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class I(int):
    def __repr__(self):
        return '1}, "admin": {"x": 1'

    __str__ = __repr__

    def __int__(self):
        return 7


class F(float):
    def __repr__(self):
        return 'NaN'


def attempt(ctx):
    ctx.state.set('n', {'i': I(5), 'f': F(1.5)})
    if ctx.state.get('n') != {'i': 5, 'f': 1.5}:
        ctx.log.info('ESCAPED state-number-subclass: ' + repr(ctx.state.get('n')))
    raise ValueError('stored as plain numbers')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED state-number-subclass: ' + repr(e)[:160])
    ctx.log.info('DONE state-number-subclass')
