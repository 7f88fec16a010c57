"""Frames, and what happens to them when the worker is at the end of its stack or the host misbehaves."""

import json
import unittest

from host_double import Bench

from aispinner_guest.channel import MAX_FRAME_BYTES, Channel, ChannelClosed


def frame(value):
    body = json.dumps(value).encode()
    return len(body).to_bytes(4) + body


class Pipe:
    """A stream that gives what it was filled with."""

    def __init__(self, incoming=b''):
        self.incoming, self.sent = incoming, []

    def read(self, count):
        taken, self.incoming = self.incoming[:count], self.incoming[count:]
        return taken

    def channel(self):
        return Channel(self.read, self.sent.append)


class Frames(unittest.TestCase):
    def test_a_frame_is_length_and_json(self):
        pipe = Pipe()
        pipe.channel().send({'t': 'log', 'message': 'é'})
        self.assertEqual(int.from_bytes(pipe.sent[0][:4]), len(pipe.sent[0]) - 4)
        self.assertEqual(json.loads(pipe.sent[0][4:]), {'t': 'log', 'message': 'é'})

    def test_the_end_of_the_stream_is_none_even_within_a_frame(self):
        for rest in (b'', b'\0\0', frame({'a': 1})[:-1]):
            self.assertIsNone(Pipe(rest).channel().receive())

    def test_too_large_a_frame_is_not_sent(self):
        pipe = Pipe()
        with self.assertRaises(ValueError):
            pipe.channel().send({'message': 'x' * MAX_FRAME_BYTES})
        self.assertEqual(pipe.sent, [])

    def test_an_answer_out_of_step_closes_the_channel(self):
        for answer in ({'t': 'reply', 'id': 9, 'ok': True}, {'t': 'run', 'id': 1}):
            channel = Pipe(frame(answer)).channel()
            with self.assertRaises(ChannelClosed):
                channel.call('a', 'state.keys', {})
            with self.assertRaises(ChannelClosed):
                channel.send({})

    def test_what_is_not_json_closes_the_channel(self):
        channel = Pipe(b'\0\0\0\x03{{{').channel()
        with self.assertRaises(ChannelClosed):
            channel.receive()

    def test_errors_of_the_host_are_raised_with_their_type(self):
        error = {'type': 'ValueError', 'message': 'no room'}
        with self.assertRaisesRegex(ValueError, 'no room'):
            Pipe(frame({'t': 'reply', 'id': 1, 'ok': False, 'error': error})).channel().call('a', 'm', {})
        error = {'type': 'SystemExit', 'message': 'x'}
        with self.assertRaises(RuntimeError):
            Pipe(frame({'t': 'reply', 'id': 1, 'ok': False, 'error': error})).channel().call('a', 'm', {})

    def test_calls_from_the_end_of_the_stack_stay_in_step(self):
        bench = Bench()
        bench.load(
            'done = []\n'
            'def down(ctx, n):\n'
            '    try: down(ctx, n + 1)\n'
            '    except RuntimeError: pass\n'
            '    try:\n'
            '        ctx.state.set("n", n)\n'
            '        if ctx.state.get("n") != n: raise ValueError("out of step")\n'
            '        done.append(n)\n'
            '    except RuntimeError: pass\n'
            'def tick(ctx):\n'
            '    down(ctx, 0)\n'
            '    ctx.log.info(str(len(done) > 100))\n'
        )
        self.assertEqual((bench.run(), bench.messages), ({'ok': True}, ['True']))
