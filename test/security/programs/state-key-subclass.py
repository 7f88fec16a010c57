# id: state-key-subclass
# technique: a key that is one thing when checked and another when sent
# layer: python
# goal: host-tamper
# success_marker: ESCAPED

class Key(str):
    n = 0

    def __len__(self):
        return 1

    def __str__(self):
        return 'x' * 100000

    def __contains__(self, other):
        return False

    def encode(self, *a):
        return b'x'


def attempt(ctx):
    ctx.state.set(Key('k' * 300), 1)
    ctx.log.info('ESCAPED state-key-subclass: key stored, ' + repr(max(len(str.__str__(k)) for k in ctx.state.keys())))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED state-key-subclass: ' + repr(e)[:160])
    ctx.log.info('DONE state-key-subclass')
