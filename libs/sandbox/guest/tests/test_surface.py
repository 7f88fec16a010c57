"""What a worker sees: builtins, imports, ctx, print, one worker beside another."""

import unittest

from host_double import Bench


def run(source, ticks=1):
    bench = Bench()
    loaded = bench.load(source)
    if not loaded['ok']:
        raise AssertionError(loaded)
    for number in range(1, ticks + 1):
        result = bench.run(number=number)
        if not result['ok']:
            raise AssertionError(result['error']['traceback'])
    return bench


def tick(*lines):
    return 'def tick(ctx):\n' + ''.join(f'    {line}\n' for line in lines)


def caught(expression):
    return run(
        tick(
            'try:',
            f'    {expression}',
            'except Exception as e:',
            "    ctx.log.info(type(e).__name__ + ': ' + str(e))",
        )
    ).messages


class Builtins(unittest.TestCase):
    def test_only_the_documented_names_are_there(self):
        for name in 'open exec eval compile globals locals vars dir setattr delattr input object bytes property'.split():
            self.assertEqual(caught(name), [f"NameError: name '{name}' is not defined"])

    def test_getattr_keeps_to_the_rule(self):
        self.assertEqual(
            caught("getattr(tick, '__glo' + 'bals__')"),
            ["AttributeError: Attribute '__globals__' is not available in worker sandbox."],
        )
        bench = run(
            tick(
                "ctx.log.info(str(getattr(tick, '__code__', 5)) + str(hasattr(tick, '__code__')) + getattr(tick, '__name__'))"
            )
        )
        self.assertEqual(bench.messages, ['5Falsetick'])

    def test_the_class_graph_is_open_for_own_classes_only(self):
        source = tick(
            'class A: pass',
            'class B(A): pass',
            'ctx.log.info(str([c.__name__ for c in B.__mro__ + tuple(A.__subclasses__())]))',
        )
        self.assertEqual(run(source).messages, ["['B', 'A', 'object', 'B']"])
        self.assertIn('not available', caught('int.__subclasses__()')[0])
        self.assertIn('not available', caught('type(ctx.log).__mro__')[0])


class Functions(unittest.TestCase):
    def test_defaults_of_own_functions_can_be_read(self):
        bench = run(
            'def f(a, b=2, *, c=3): pass\n'
            + tick('ctx.log.info(f"{f.__defaults__} {f.__kwdefaults__} {f.__annotations__}")')
        )
        self.assertEqual(bench.messages, ["(2,) {'c': 3} {}"])
        self.assertIn('not available', caught('import json; json.dumps.__kwdefaults__')[0])

    def test_bound_methods_show_what_their_functions_show(self):
        source = 'class A:\n    def m(self, x: int = 1): pass\n    m.tag = 5\n'
        bench = run(
            source + tick('ctx.log.info(f"{A().m.__annotations__} {A().m.__dict__} {A().m.__defaults__}")')
        )
        self.assertEqual(bench.messages, ["{'x': <class 'int'>} {'tag': 5} (1,)"])


class Encodings(unittest.TestCase):
    def test_common_encodings_are_there_and_unknown_ones_an_ordinary_error(self):
        for name in 'ascii utf-8 UTF8 utf-16 utf-8-sig latin-1 ISO-8859-15 cp1252 windows-1251 koi8-r idna punycode'.split():
            self.assertEqual(
                run(tick(f"ctx.log.info('ab'.encode({name!r}).decode({name!r}))")).messages, ['ab'], name
            )
        for name in ('nope', 'aliases', 'encodings', ''):
            self.assertEqual(caught(f"'a'.encode({name!r})"), [f'LookupError: unknown encoding: {name}'])


class Patterns(unittest.TestCase):
    SOURCE = (
        'class P:\n    __match_args__ = ("x", NAME)\n    def __init__(self): self.x, self.y = 1, 2\n'
        'def tick(ctx):\n    match P():\n        case P(a, b): ctx.log.info(f"{a} {b}")\n        case _: ctx.log.info("none")\n'
    )

    def test_positions_read_the_attributes_that_the_class_names(self):
        self.assertEqual(run('NAME = "y"\n' + self.SOURCE).messages, ['1 2'])
        self.assertEqual(run('NAME = "z"\n' + self.SOURCE).messages, ['none'])

    def test_but_none_that_lead_out(self):
        for name in ('__globals__', '__dict__', '__setattr__', 'gi_frame'):
            bench = Bench()
            bench.load(f'NAME = "{name}"\n' + self.SOURCE)
            self.assertEqual(
                bench.run()['error']['message'], f"Attribute '{name}' is not available in worker sandbox."
            )


class Imports(unittest.TestCase):
    def test_a_refused_import_has_the_documented_message(self):
        first = (
            "ImportError: Import of os is not allowed in worker sandbox.\nAllowed: ['base64', 'collections'"
        )
        self.assertTrue(caught('import os')[0].startswith(first))
        self.assertTrue(caught("__import__('os')")[0].startswith(first))
        self.assertIn('Import of json.codecs is not allowed', caught('from json import codecs')[0])
        self.assertEqual(
            caught('from json import dmps'), ["ImportError: cannot import name 'dmps' from 'json'"]
        )
        self.assertIn('Import of .x is', caught("__import__('x', {}, {}, (), 1)")[0])

    def test_star_imports_and_submodules_work(self):
        source = 'from math import *\nimport collections.abc as cabc\nfrom collections.abc import Mapping\n'
        bench = run(source + tick('ctx.log.info(str(sqrt(4)) + str(cabc.Mapping is Mapping))'))
        self.assertEqual(bench.messages, ['2.0True'])

    def test_a_facade_cannot_be_changed(self):
        self.assertEqual(
            caught('import json; json.dumps = 1'), ['AttributeError: Modules cannot be changed: json.dumps']
        )

    def test_random_numbers_and_decimal_contexts_are_each_workers_own(self):
        source = 'import random, decimal\n' + tick(
            'ctx.log.info(str(decimal.getcontext().prec) + str(random.random() == 0.13436424411240122))',
            'random.seed(1); decimal.getcontext().prec = 5',
        )
        bench = Bench()
        bench.load(source, 'a')
        bench.load(source, 'b')
        for activation in 'aaba':
            bench.run(activation=activation)
        self.assertEqual(bench.messages, ['28False', '5True', '28False', '5True'])

    def test_sleep_is_the_hosts(self):
        bench = run('import time\n' + tick('time.sleep(0); time.sleep(1.5)'))
        self.assertEqual(bench.host.calls, [('sleep', {'seconds': 1.5})])
        self.assertEqual(
            caught('import time; time.sleep(-1)'), ['ValueError: sleep length must be non-negative']
        )
        self.assertIn('TypeError', caught("import time; time.sleep('1')")[0])


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


class Logs(unittest.TestCase):
    def test_levels_and_print(self):
        bench = run(
            tick(
                "ctx.log.debug('d'); ctx.log.warn('w'); ctx.log.error(ValueError('e')); print('p', 1, sep='-'); ctx.log.info([1])"
            )
        )
        self.assertEqual(
            bench.host.logs, [('debug', 'd'), ('warn', 'w'), ('error', 'e'), ('info', 'p-1'), ('info', '[1]')]
        )

    def test_print_without_end_waits_for_the_rest_of_its_line(self):
        bench = run(
            tick(
                "print('a', end=''); print('b'); print('c', end='')",
                "ctx.log.info('between'); print('d', end='')",
            )
        )
        self.assertEqual(bench.messages, ['ab', 'c', 'between', 'd'])

    def test_endless_lines_do_not_gather(self):
        bench = run(tick('for i in range(5000): print(1, end="")'))
        self.assertGreater(len(bench.messages), 3)
        self.assertEqual(sum(map(len, bench.messages)), 5000)

    def test_long_messages_are_cut_and_say_so(self):
        bench = run(tick("ctx.log.info('x' * 100000); print('y' * 100000)"))
        self.assertEqual([len(m) for m in bench.messages], [4000, 4000])
        self.assertTrue(all(m.endswith('[cut, 100000 characters]') for m in bench.messages))

    def test_one_argument_and_no_more(self):
        self.assertIn('TypeError', caught('ctx.log.info()')[0])
        self.assertIn('TypeError', caught("ctx.log.info('a', 'b')")[0])

    def test_flush_reaches_the_host(self):
        self.assertEqual(run(tick("print('x', end=''); ctx.log.flush()")).host.calls, [('log.flush', {})])


class Neighbours(unittest.TestCase):
    def test_a_worker_cannot_speak_or_call_while_another_runs(self):
        bench = Bench()
        talker = (
            'class D:\n    def __del__(self, ctx=ctx, print=print):\n        print("late")\n        try: ctx.state.set("late", 1)\n        except RuntimeError as e: pass\nd = D()\n'
            + tick('pass')
        )
        bench.load(talker, 'a')
        bench.load(tick("ctx.log.info('b')"), 'b')
        bench.unload('a')
        bench.run(activation='b')
        self.assertEqual((bench.messages, bench.host.state), (['b'], {}))

    def test_unloading_lets_go_of_the_worker(self):
        bench = Bench()
        source = 'class Box: pass\nboxes = [Box()]\nboxes[0].me = boxes\n' + tick('pass')
        bench.load(source)
        before = len(bench.server.activations)
        bench.unload()
        self.assertEqual((before, bench.server.activations), (1, {}))

    def test_a_library_class_cannot_be_changed(self):
        for line in (
            'json.JSONEncoder.x = 1',
            'json.JSONDecoder.decode = print',
            'random.Random.random = print',
            're.RegexFlag.x = 1',
        ):
            self.assertTrue(
                caught('import json, random, re; ' + line)[0].startswith(('TypeError', 'AttributeError')),
                line,
            )
