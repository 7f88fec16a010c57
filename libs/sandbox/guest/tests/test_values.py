"""Values and text on their way out."""

import collections
import decimal
import json
import unittest

from aispinner_guest.encode_json import MAX_DEPTH, from_json, to_json
from aispinner_guest.text import cut, without_surrogates

LIMIT = 512 * 1024


def encode(value):
    return to_json(value, LIMIT)


class DecimalFormats(unittest.TestCase):
    def test_what_the_c_code_leaves_to_python_is_there(self):
        for spec, value, text in (
            ('_', '1234567.891', '1_234_567.891'), ('_.2f', '-1234567.891', '-1_234_567.89'), ('015_', '1234.5', '0_000_001_234.5'),
            ('06_', '12', '00_012'), ('+_.1f', '1234567', '+1_234_567.0'), ('*^20_.1f', '1234567', '****1_234_567.0*****'),
            ('=20_', '-1234567', '-          1_234_567'), ('<9_', '1234', '1_234    '), ('z.1f', '-0.001', '0.0'), ('._f', '0.123456789', '0.123_456_789'),
            ('_e', '1234567', '1.234567e+6'), ('_%', '12.5', '1_250%'), ('>12_', '-Infinity', '   -Infinity'), ('_', 'NaN', 'NaN'), ('_g', '0', '0'),
        ):  # fmt: skip
            self.assertEqual(format(decimal.Decimal(value), spec), text, spec)
        for spec in ('q', 'd', ',_', '.f', '<05_', '_x'):
            with self.assertRaisesRegex(ValueError, '^invalid format string$'):
                format(decimal.Decimal(1), spec)


class Values(unittest.TestCase):
    def test_what_json_holds_comes_back_as_it_was(self):
        for value in (
            None,
            True,
            False,
            0,
            -1,
            10**40,
            1.5,
            -0.0,
            1e300,
            '',
            'é😀\u2028"\\\n\0',
            [],
            {},
            [1, [2, {'a': [None]}]],
        ):
            with self.subTest(value=value):
                self.assertEqual(repr(from_json(encode(value))), repr(value))
                self.assertEqual(json.loads(encode(value)), value)

    def test_subclasses_are_stored_as_their_base_without_running_their_methods(self):
        def lie(*_):
            raise AssertionError('a method of the worker ran')

        hooks = {
            name: lie
            for name in (
                '__iter__',
                '__len__',
                '__str__',
                '__repr__',
                '__int__',
                '__float__',
                '__eq__',
                'items',
                'keys',
            )
        }
        for base, value in (
            (int, 5),
            (float, 1.5),
            (str, 'x'),
            (list, [1]),
            (dict, {'a': 1}),
            (tuple, (1, 2)),
        ):
            with self.subTest(base=base):
                made = type('Lying', (base,), dict(hooks))(value)
                self.assertEqual(from_json(encode(made)), list(value) if base is tuple else value)

    def test_library_containers_keep_their_order(self):
        ordered = collections.OrderedDict(a=1, b=2)
        ordered.move_to_end('a')
        self.assertEqual(encode(ordered), '{"b":2,"a":1}')
        self.assertEqual(encode(collections.Counter('aab')), '{"a":2,"b":1}')

    def test_keys_become_text_as_in_json(self):
        value = {1: 'a', None: 'b', True: 'c', 2.5: 'd', 10**30: 'e', type('Own', (int,), {})(7): 'f', 'x': {2: 3}}
        self.assertEqual(from_json(encode(value)), json.loads(json.dumps(value)))

    def test_what_json_cannot_hold_is_refused_with_its_reason(self):
        for value, error, reason in (
            (float('nan'), ValueError, 'nan'),
            ([float('inf')], ValueError, 'inf'),
            ({1, 2}, TypeError, 'type set'),
            (b'x', TypeError, 'type bytes'),
            (1j, TypeError, 'type complex'),
            ({(1,): 2}, TypeError, 'or None, not tuple'),
            ({float('inf'): 2}, ValueError, 'inf'),
            ('\ud800', ValueError, 'surrogate'),
            ({'\udfff': 1}, ValueError, 'surrogate'),
            (10**5000, ValueError, '4300 digits'),
        ):
            with self.subTest(value=type(value).__name__):
                with self.assertRaisesRegex(error, reason):
                    encode(value)

    def test_cycles_and_depth_end_at_a_limit(self):
        loop = []
        loop.append(loop)
        with self.assertRaisesRegex(ValueError, 'holds itself'):
            encode(loop)
        nest = lambda depth: nest(depth - 1) if depth < 0 else ([nest(depth - 1)] if depth else 1)  # noqa: E731
        self.assertTrue(encode(nest(MAX_DEPTH)))
        with self.assertRaises(ValueError):
            encode(nest(MAX_DEPTH + 1))

    def test_the_limit_counts_bytes_of_utf8(self):
        self.assertEqual(len(to_json('a' * 98, 100)), 100)
        with self.assertRaisesRegex(ValueError, 'larger than'):
            to_json('a' * 99, 100)
        with self.assertRaisesRegex(ValueError, 'larger than'):
            to_json('é' * 60, 100)
        with self.assertRaisesRegex(ValueError, 'larger than 512 KB'):
            encode(['x' * 1000] * 600)

    def test_from_json_refuses_what_is_not_json(self):
        with self.assertRaises(ValueError):
            from_json('{bad')


class Text(unittest.TestCase):
    def test_a_cut_text_says_so_at_its_end_and_keeps_the_limit(self):
        shown = cut('x' * 5000, 4000)
        self.assertEqual(len(shown), 4000)
        self.assertTrue(shown.endswith('... [cut, 5000 characters]'))
        self.assertEqual(cut('x' * 4000, 4000), 'x' * 4000)

    def test_lone_surrogates_are_replaced(self):
        self.assertEqual(without_surrogates('a\ud800b😀'), 'a\ufffdb😀')
