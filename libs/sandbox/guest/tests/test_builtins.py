"""What the language offers to a worker: builtins, functions, encodings, patterns."""

import unittest

from host_double import Bench
from small_workers import caught, run, tick


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
