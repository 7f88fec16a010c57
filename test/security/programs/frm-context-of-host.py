# id: frm-context-of-host
# technique: an exception raised inside a callback holds the exception that the host is handling
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import json
    import re
    import statistics


    class Probe(dict):
        seen = []

        def look(self):
            try:
                1 / 0
            except Exception as e:
                while e is not None:
                    Probe.seen.append(e)
                    e = e.__context__

        def __missing__(self, key):
            self.look()
            raise KeyError(key)

        def __str__(self):
            self.look()
            raise ValueError('no')

        def __hash__(self):
            self.look()
            return 1

        def __iter__(self):
            self.look()
            return iter(())

        def as_integer_ratio(self):
            self.look()
            raise ValueError('no')


    probe = Probe()
    for call in (
        lambda: re.compile(probe),
        lambda: json.dumps(probe, default=str),
        lambda: statistics.mean([probe]),
        lambda: ctx.log.info(probe),
        lambda: ctx.state.set('k', probe),
        lambda: ctx.state.get(probe),
        lambda: '%(x)s' % probe,
        lambda: '{x}'.format_map(probe),
    ):
        try:
            call()
        except Exception as e:
            Probe.seen.append(e)
    for e in Probe.seen:
        tb = e.__traceback__
        while tb is not None:
            for name in ('tb_frame', '_tb_frame'):
                if getattr(tb, name, None) is not None:
                    ctx.log.info('ESCAPED frm-context-of-host: a frame')
            tb = tb.tb_next
    ctx.log.info('looked at ' + str(len(Probe.seen)))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED frm-context-of-host: ' + repr(e)[:160])
    ctx.log.info('DONE frm-context-of-host')
