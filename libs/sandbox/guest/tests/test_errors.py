"""Errors as their author reads them."""

import unittest

from host_double import Bench


def error_of(source):
    bench = Bench()
    loaded = bench.load(source)
    if not loaded['ok']:
        return loaded['error']
    return bench.run()['error']


class Tracebacks(unittest.TestCase):
    def test_only_the_authors_lines_with_their_source(self):
        error = error_of(
            'import json\n\ndef tick(ctx):\n    helper("{")\n\ndef helper(text):\n    return json.loads(text)\n'
        )
        self.assertEqual(error['type'], 'JSONDecodeError')
        self.assertEqual(
            error['traceback'].split('\n'),
            [
                'Traceback (most recent call last):',
                '  File "worker.py", line 4, in tick',
                '    helper("{")',
                '    ~~~~~~^^^^^',
                '  File "worker.py", line 7, in helper',
                '    return json.loads(text)',
                '           ~~~~~~~~~~^^^^^^',
                'JSONDecodeError: ' + error['message'],
            ],
        )

    def test_causes_and_contexts_are_chained(self):
        error = error_of(
            'def tick(ctx):\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n        raise ValueError("v") from e\n'
        )
        first, second = error['traceback'].split(
            '\nThe above exception was the direct cause of the following exception:\n\n'
        )
        self.assertTrue(first.endswith('ZeroDivisionError: division by zero\n'))
        self.assertTrue(second.endswith('ValueError: v'))
        error = error_of('def tick(ctx):\n    try:\n        1 / 0\n    finally:\n        {}["k"]\n')
        self.assertIn('During handling of the above exception', error['traceback'])
        error = error_of(
            'def tick(ctx):\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        raise ValueError from None\n'
        )
        self.assertEqual(error['traceback'].count('Traceback'), 1)

    def test_a_statement_of_several_lines_is_shown_whole(self):
        error = error_of('def tick(ctx):\n    x = (1\n         / 0)\n')
        self.assertIn('    x = (1\n         ~\n         / 0)\n         ^~~\n', error['traceback'])
        error = error_of('def tick(ctx):\n    x = [\n' + '        1,\n' * 50 + '        1 / 0]\n')
        self.assertIn('line 53, in tick\n    1 / 0]\n    ~~^~~\n', error['traceback'])
        error = error_of('def tick(ctx):\n    return sum([\n' + '        1,\n' * 50 + '        "a"])\n')
        self.assertIn('line 2, in tick\n    return sum([\nTypeError', error['traceback'])

    def test_the_same_line_again_and_again_is_counted(self):
        error = error_of('def f(n):\n    return f(n - 1) if n else 1 / 0\ndef tick(ctx):\n    f(8)\n')
        self.assertEqual(error['traceback'].count('in f\n'), 3)
        self.assertIn('  [Previous line repeated 6 more times]\n', error['traceback'])

    def test_a_name_that_is_not_there_comes_with_advice(self):
        for line, advice in (
            ('open("x")', "'open' is not defined. It is not available in worker sandbox: there are no files; keep"),
            ('ValueErro', "Did you mean: 'ValueError'?"),
            ('OSError', 'It is not available in worker sandbox: use except Exception.'),
            ('json.dumps(1)', "Did you forget to import 'json'?"),
            ('prices = 1; price', "Did you mean: 'prices'?"),
            ('"a".uper()', "Did you mean: 'upper'?"),
            ('type("C", (), {"total": 1})().totl', "Did you mean: 'total'?"),
            ('import math; math.sqr', "Did you mean: 'sqrt'?"),
            ('nothing_like_it', "name 'nothing_like_it' is not defined"),
            ('ctx.log.inf', 'it offers: debug, info, warn, error, flush.'),
        ):
            error = error_of(f'def tick(ctx):\n    {line}\n')
            self.assertIn(advice, error['traceback'], line)
            self.assertFalse('Did you' in error['message'] or 'sandbox' in error['message'], line)
        self.assertTrue(error_of('def tick(ctx):\n    nothing_like_it\n')['traceback'].endswith(' is not defined'))

    def test_classes_are_not_asked_for_advice(self):
        error = error_of(
            'class A:\n    def __dir__(self):\n        print("asked")\n    def __getattribute__(self, n):\n'
            '        if n == "vlue":\n            return super().__getattribute__(n)\n        raise ValueError("asked")\n    value = 1\n'
            'def tick(ctx):\n    A().vlue\n'
        )
        self.assertIn("Did you mean: 'value'?", error['traceback'])

    def test_a_module_that_raises_is_described_too(self):
        error = error_of('x = 1\ny = x / 0\ndef tick(ctx): pass\n')
        self.assertIn('File "worker.py", line 2, in <module>\n    y = x / 0', error['traceback'])

    def test_everything_is_bounded(self):
        error = error_of('def tick(ctx):\n    raise type("T" * 5000, (Exception,), {})("m" * 100000)\n')
        self.assertEqual((len(error['type']), len(error['message'])), (200, 4000))
        self.assertLessEqual(len(error['traceback']), 16000)
        error = error_of(
            'def tick(ctx):\n    e = None\n    for i in range(20000):\n        n = ValueError(str(i)); n.__cause__ = e; e = n\n    raise e\n'
        )
        self.assertLessEqual(len(error['traceback']), 16000)
        error = error_of('def f(n):\n    return f(n + 1)\ndef tick(ctx):\n    f(0)\n')
        self.assertIn('more times', error['traceback'])
        self.assertEqual(error['type'], 'RecursionError')

    def test_lying_classes_are_not_asked(self):
        error = error_of(
            'class M(type):\n    def __getattribute__(cls, n):\n        raise ValueError("asked")\n'
            'class E(Exception, metaclass=M):\n    def __str__(self):\n        raise ValueError("no text")\ndef tick(ctx):\n    raise E()\n'
        )
        self.assertEqual((error['type'], error['message']), ('E', '<exception str() failed>'))

    def test_control_characters_in_a_class_name_do_not_pass(self):
        self.assertEqual(
            error_of('def tick(ctx):\n    raise type("A\\nB\\x1b", (Exception,), {})\n')['type'],
            'A\ufffdB\ufffd',
        )

    def test_what_is_no_exception_of_the_author_is_caught_as_well(self):
        for line, kind in (
            ('raise type("Quit", (Exception.__mro__[1],), {})()', 'Quit'),
            ('raise 5', 'TypeError'),
            ('x = [1][5]', 'IndexError'),
        ):
            self.assertEqual(error_of(f'def tick(ctx):\n    {line}\n')['type'], kind)

    def test_a_size_beyond_32_bits_is_out_of_memory_where_something_was_to_be_made(self):
        for line in (
            "'x' * 10**10",
            '[0] * 10**10',
            "s = 'é'; s *= 10**10",
            "s = 'é' * 2; s = s.center(10**10)",
            '(1).to_bytes(3_000_000_000)',
            'list(range(10**10))',
            '[*range(10**10)]',
            "x = (\n        'x'\n        * 10**10)",
            "('x' * 10**6).join(['y'] * 10**5)",
        ):
            error = error_of(f'def tick(ctx):\n    {line}\n')
            self.assertEqual((line, error['type']), (line, 'MemoryError'))
            self.assertIn('File "worker.py", line ', error['traceback'])
        for line in (
            'len(range(10**10))',
            'range(10**10).__len__() * 2',
            'float(10**400)',
            'math.exp(1000) * 2',
            'random.choice(range(10**10))',
        ):
            error = error_of(f'import math, random\ndef tick(ctx):\n    {line}\n')
            self.assertEqual((line, error['type']), (line, 'OverflowError'))

    def test_tuples_of_classes_nested_without_end_are_a_recursion_error(self):
        for call in ('isinstance("x", t)', 'issubclass(str, t)', 'isinstance("x", (float, (t, t)))'):
            source = f't = int\nfor i in range(5000):\n    t = (t,)\ndef tick(ctx):\n    print({call})\n'
            self.assertEqual(error_of(source)['type'], 'RecursionError')
        bench = Bench()
        bench.load(
            't = int\nfor i in range(12):\n    t = (t, t)\nu = (float, (t[0][0], (str,)))\ndef tick(ctx):\n'
            '    print(isinstance(1, t), isinstance("x", u), issubclass(bool, t), isinstance(1, str))\n'
        )
        bench.run()
        self.assertEqual(bench.messages, ['True True True False'])

    def test_notes_are_shown(self):
        self.assertIn(
            '\na note',
            error_of('def tick(ctx):\n    e = ValueError("v"); e.add_note("a note"); raise e\n')['traceback'],
        )

    def test_what_was_printed_before_an_error_is_kept(self):
        bench = Bench()
        bench.load('def tick(ctx):\n    print("half", end="")\n    1 / 0\n')
        bench.run()
        self.assertEqual(bench.messages, ['half'])

    def test_a_tick_that_turns_out_to_be_no_function_is_a_problem_of_the_load(self):
        result = Bench().load('def make():\n    return 5\ntick = make()\n')
        self.assertEqual((result['ok'], result['problems'][0]['code']), (False, 'tick'))
