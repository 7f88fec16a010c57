"""What a worker may import, and what it finds there."""

import unittest

from host_double import Bench
from small_workers import caught, run, tick


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
