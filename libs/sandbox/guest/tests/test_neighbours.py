"""One worker beside another in the same sandbox."""

import unittest

from host_double import Bench
from small_workers import caught, tick


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
