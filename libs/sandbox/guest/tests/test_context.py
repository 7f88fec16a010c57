"""What `ctx` offers: facts, state, and the error that `on_error` is given."""

import unittest

from host_double import Bench
from small_workers import caught, run, tick


class Context(unittest.TestCase):
    def test_facts_are_read_only(self):
        line = 'ctx.log.info(f"{ctx.worker.id} {ctx.worker.name} {ctx.worker.version} {ctx.worker.interval} {ctx.tick.number} {ctx.tick.due.isoformat()} {ctx.tick.lateness}")'
        self.assertEqual(run(tick(line), ticks=1).messages, ['w1 n 3 60 1 2026-01-01T00:00:00+00:00 0.01'])
        for change in (
            'ctx.tick.number = 2',
            'ctx.worker = 1',
            'ctx.log.info = print',
            'type(ctx.log).info = print',
            'del ctx.state',
        ):
            self.assertTrue(caught(change)[0].startswith(('AttributeError', 'TypeError')), change)

    def test_what_is_missing_names_what_is_there(self):
        self.assertEqual(
            caught('ctx.http'),
            ["AttributeError: ctx has no 'http' here; it offers: state, log, worker, tick."],
        )

    def test_ctx_is_a_global_too_and_the_tick_is_none_in_setup(self):
        bench = Bench()
        bench.load(
            'def setup(c):\n    ctx.log.info(str(c is ctx) + str(c.tick))\n'
            + tick('ctx.log.info(str(ctx.tick.number))')
        )
        bench.run('setup')
        bench.run(number=7)
        self.assertEqual(bench.messages, ['TrueNone', '7'])

    def test_state_survives_and_a_refused_value_leaves_the_old_one(self):
        source = tick(
            "ctx.state.set('k', [1])",
            'try:',
            "    ctx.state.set('k', 'x' * 600000)",
            'except ValueError as e:',
            '    ctx.log.info(str(e))',
            "ctx.log.info(str(ctx.state.get('k')))",
        )
        self.assertEqual(run(source).messages, ['The value is larger than 512 KB as JSON.', '[1]'])

    def test_state_offers_all_of_its_calls(self):
        source = tick(
            "s = ctx.state; s.set('a', 1); s.set('b', {'c': 2})",
            "ctx.log.info(str([s.get('a'), s.get('z'), s.get('z', 5), s.keys(), s.get_all(), s.delete('a'), s.delete('a'), s.keys()]))",
        )
        self.assertEqual(
            run(source).messages, ["[1, None, 5, ['a', 'b'], {'a': 1, 'b': {'c': 2}}, True, False, ['b']]"]
        )

    def test_state_keys_are_bounded_text(self):
        for key, error in (
            ("''", 'ValueError'),
            ("'k' * 257", 'ValueError'),
            ('5', 'TypeError'),
            ('None', 'TypeError'),
            ("'a\\0'", 'ValueError'),
            ("'\\ud800'", 'ValueError'),
        ):
            self.assertTrue(caught(f'ctx.state.set({key}, 1)')[0].startswith(error), key)

    def test_on_error_gets_what_tick_raised(self):
        bench = Bench()
        bench.load(
            'class Own(Exception):\n    def __init__(self, code):\n        self.code, self.message = code, "mine"\n'
            'kept = []\ndef tick(ctx):\n    kept.append(Own(7))\n    raise kept[0]\n'
            'def on_error(ctx, error):\n    ctx.log.info(f"{error is kept[0]} {error.code} {error.type} {error.message}")\n'
            '    ctx.log.info(error.traceback)\n    raise error\n'
        )
        error = bench.run()['error']
        self.assertEqual(bench.run('on_error', error=error)['error']['type'], 'Own')
        self.assertEqual(bench.messages, ['True 7 Own mine', error['traceback']])
        self.assertIsNone(bench.server.activations['a']._raised)

    def test_what_a_failed_tick_held_is_gone_before_on_error(self):
        bench = Bench()
        bench.load(
            'class Held:\n    def __del__(self):\n        ctx.log.info("gone")\n'
            'def tick(ctx):\n    held = Held()\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n        raise ValueError("v") from e\n'
            'def on_error(ctx, error):\n    ctx.log.info(f"{error} {error.__cause__!r}")\n'
        )
        bench.run('on_error', error=bench.run()['error'])
        self.assertEqual(bench.messages, ['gone', "v ZeroDivisionError('division by zero')"])

    def test_on_error_gets_an_error_of_the_same_kind_where_the_original_is_gone(self):
        bench = Bench()
        bench.load(
            tick('1 / 0')
            + 'def on_error(ctx, error):\n    ctx.log.info(f"{isinstance(error, ZeroDivisionError)} {type(error).__name__} {error} {error.message} {error.type}")\n'
        )
        told = bench.run()['error']
        bench.run('on_error', error=told)
        bench.run('on_error', error=told)
        bench.run()
        bench.run('on_error', error={'type': 'Timeout', 'message': 'too long', 'traceback': ''})
        told = 'True ZeroDivisionError division by zero division by zero ZeroDivisionError'
        self.assertEqual(bench.messages, [told, told, 'False Timeout too long too long Timeout'])
