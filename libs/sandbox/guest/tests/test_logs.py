"""What reaches the log, from `ctx.log` and `print`."""

import unittest

from small_workers import caught, run, tick


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
