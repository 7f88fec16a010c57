"""What is refused before anything runs, where, and with which words."""

import unittest

from aispinner_guest.compile_worker import MAX_SOURCE_BYTES, compile_worker

TICK = 'def tick(ctx):\n    '


def problems(source):
    return compile_worker(source)[1]


class Deploy(unittest.TestCase):
    def refused(self, source, code, line, column, text):
        found = problems(source)
        self.assertTrue(found, source)
        first = found[0]
        self.assertEqual((first['code'], first['line'], first['column']), (code, line, column), first)
        self.assertIn(text, first['message'])

    def test_a_worker_needs_a_tick(self):
        self.refused('x = 1\n', 'tick', 1, 1, 'defines no tick(ctx)')
        self.refused('class A:\n    def tick(self): pass\n', 'tick', 1, 1, 'defines no tick(ctx)')
        self.refused('def outer():\n    def tick(ctx): pass\n', 'tick', 1, 1, 'defines no tick(ctx)')

    def test_tick_can_be_bound_in_any_way(self):
        for source in (
            TICK + 'pass',
            'tick = lambda ctx: None',
            'import functools\ntick = functools.partial(print)',
            'if True:\n    def tick(ctx): pass',
            'try:\n    def tick(ctx): pass\nfinally:\n    pass',
            'def make():\n    global tick\n    tick = print\nmake()',
            '(tick := print)',
            'class tick:\n    def __init__(self, ctx): pass',
            '@staticmethod\nasync def tick(ctx): pass',
            'def tick(*args): pass',
            'def tick(ctx, extra=None, *, more=1): pass',
            'def tick(ctx):\n    def inner():\n        yield 1\n    return list(inner())',
        ):
            self.assertEqual(problems(source), [], source)

    def test_a_tick_that_could_not_run_is_refused_with_its_reason(self):
        self.refused('async def tick(ctx): pass', 'tick', 1, 1, 'never be awaited')
        self.refused(TICK + 'yield 1', 'tick', 1, 1, 'with yield')
        self.refused('def tick(): pass', 'tick', 1, 1, 'one argument, ctx')
        self.refused('def tick(ctx, other): pass', 'tick', 1, 1, 'one argument, ctx')
        self.refused('def tick(ctx, *, needed): pass', 'tick', 1, 1, 'one argument, ctx')
        self.refused('tick = 5', 'tick', 1, 1, 'not a function')
        self.refused(TICK + 'pass\ndef on_error(ctx): pass', 'tick', 3, 1, 'ctx and error')
        self.refused(TICK + 'pass\nasync def setup(ctx): pass', 'tick', 3, 1, 'never be awaited')

    def test_columns_count_characters(self):
        self.refused('x = "日本é"; import os\n' + TICK + 'pass', 'import', 1, 12, 'Import of os')
        self.refused(TICK + 'pass\n# é\nx = ["ü🚀", x.f_back]', 'policy', 4, 14, 'f_back')
        self.refused('x = "é"; async def tick(ctx): pass', 'syntax', 1, 10, 'invalid syntax')

    def test_syntax_errors_have_line_and_column(self):
        self.refused('def tick(ctx)\n    pass', 'syntax', 1, 14, "expected ':'")
        self.refused('x = (\n', 'syntax', 1, 5, 'never closed')
        self.refused('x = "\0"', 'syntax', 1, 1, 'null')
        self.refused('a = 1\rb = 2\n', 'syntax', 1, 6, 'carriage return')
        self.refused(TICK + 'return 1\nreturn 2', 'syntax', 3, 1, "'return' outside function")

    def test_windows_line_ends_are_fine(self):
        self.assertEqual(problems('def tick(ctx):\r\n    pass\r\n'), [])

    def test_a_byte_order_mark_at_the_beginning_is_no_part_of_the_source(self):
        self.assertEqual(problems('\ufeffdef tick(ctx):\n    pass\n'), [])
        self.refused('\ufeffdef tick(ctx)\n    pass', 'syntax', 1, 14, "expected ':'")
        self.refused('x = 1\n\ufeffy = 2\n', 'syntax', 2, 1, 'U+FEFF')

    def test_too_large_a_source_is_refused(self):
        self.refused('#' * (MAX_SOURCE_BYTES + 1), 'size', 1, 1, 'at most 1048576')

    def test_imports_of_the_module_are_checked_with_the_documented_message(self):
        allowed = "Allowed: ['base64', 'collections', 'copy', 'datetime', 'decimal', 'functools', 'hashlib', 'hmac', 'itertools', 'json', 'math', 'random', 're', 'statistics', 'time']"
        self.refused(
            'import os\n' + TICK + 'pass',
            'import',
            1,
            1,
            f'Import of os is not allowed in worker sandbox.\n{allowed}',
        )
        self.refused(
            'import math\nfrom os.path import join\n' + TICK + 'pass', 'import', 2, 1, 'Import of os.path is'
        )
        self.refused('if True:\n    import sys\n' + TICK + 'pass', 'import', 2, 5, 'Import of sys is')
        self.refused('class A:\n    import sys\n' + TICK + 'pass', 'import', 2, 5, 'Import of sys is')
        self.refused('from . import x\n' + TICK + 'pass', 'import', 1, 1, 'Import of . is')
        self.refused('import json.tool\n' + TICK + 'pass', 'import', 1, 1, 'Import of json.tool is')

    def test_imports_that_run_later_or_are_guarded_are_left_to_their_moment(self):
        for source in (
            TICK + 'import os',
            'try:\n    import numpy\nexcept Exception:\n    numpy = None\n' + TICK + 'pass',
            'import collections.abc, json.decoder\nfrom collections.abc import Mapping\n' + TICK + 'pass',
            'from __future__ import annotations\n' + TICK + 'pass',
        ):
            self.assertEqual(problems(source), [], source)

    def test_attributes_that_lead_out_are_refused_where_they_stand(self):
        self.refused(
            TICK + 'x = tick.__globals__', 'policy', 2, 14, "Attribute '__globals__' is not available"
        )
        self.refused(TICK + 'x = (\n  tick\n  .gi_frame)', 'policy', 4, 4, "'gi_frame'")
        for line in (
            'f.__code__ = 1', 'del f.__closure__', 'A.__bases__ = ()', 'A.__dict__ |= {}', 'e.__traceback__.tb_frame',
            'f"{f.__globals__}"', 'f"{1:{f.__globals__}}"', 't"{f.__globals__}"', '[x.f_back for x in y]', 'lambda: x.__builtins__',
            'match x:\n     case A(__globals__=g): pass', 'match x:\n     case A(__dict__=g): pass', 'ａ.__ｇlobals__',
        ):  # fmt: skip
            self.assertTrue(problems(TICK + line), line)

    def test_the_name_of_the_builtins_cannot_be_bound_or_read(self):
        for line in (
            '__builtins__', '__builtins__ = 1', 'import math as __builtins__', 'from math import pi as __builtins__', 'global __builtins__',
            'def __builtins__(): pass', 'class __builtins__: pass', 'lambda __builtins__: 1', 'for __builtins__ in x: pass',
            'with x as __builtins__: pass', '(__builtins__ := 1)', '[1 for __builtins__ in x]', '__import__ = print',
            'match x:\n     case __builtins__: pass', 'match x:\n     case [*__builtins__]: pass', 'match x:\n     case {**__builtins__}: pass',
            'try: pass\n    except Exception as __builtins__: pass', '__build_class__(1)', '__loader__', 'def f[__builtins__](): pass',
        ):  # fmt: skip
            self.assertTrue(problems(TICK + line), line)

    def test_except_star_is_refused(self):
        self.refused(TICK + 'try: pass\n    except* ValueError: pass', 'policy', 2, 5, "'except*'")

    def test_honest_names_pass(self):
        source = TICK + (
            'x.__name__, x.__class__, x.__doc__, x.__dict__, x.__cause__, x.__mro__, x.__wrapped__, x.__annotations__\n    '
            'x.__tablename__ = 1; x.__class__ = y; x.__dict__ = {}; x._asdict(), x.__private, x.f_name, x.mro()\n    '
            'super().__setattr__("a", 1); super().__getattribute__("a")'
        )
        self.assertEqual(problems(source), [])

    def test_deep_sources_are_refused_not_fatal(self):
        for source in (
            'x = ' + '(' * 300 + ')' * 300,
            'x = ' + '-' * 3000 + '1',
            'x = ' + ' if 1 else '.join(['1'] * 3000),
        ):
            self.assertTrue(problems(source))

    def test_many_problems_come_in_order(self):
        found = problems('import os\nimport sys\n' + 'f.__code__\n' * 3)
        self.assertEqual([p['line'] for p in found], sorted(p['line'] for p in found))
        self.assertGreaterEqual(len(found), 5)
