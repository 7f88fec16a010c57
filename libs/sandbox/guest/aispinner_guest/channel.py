"""Frames to and from the host: 4 bytes of length, big-endian, then a JSON object in UTF-8.

Worker code can be near the end of its stack or memory when it calls. A frame half written or half read would
put everything after it out of step, so a call first makes sure of the stack it needs, and one that fails
between its two ends closes the channel for good: the host replaces the process.
"""

import json
import json.encoder

from . import memory_reserve
from .encode_json import from_json

MAX_FRAME_BYTES = 8 * 1024 * 1024
_STACK_NEEDED = 12

# Captured here: nothing that worker code does to `json` can reach it.
_encode = json.encoder.c_make_encoder(
    None, None, json.encoder.encode_basestring_ascii, None, ':', ',', False, False, False
)

_ERRORS = {
    e.__name__: e
    for e in (
        ValueError,
        TypeError,
        KeyError,
        RuntimeError,
        MemoryError,
        TimeoutError,
        PermissionError,
        LookupError,
    )
}


class ChannelClosed(BaseException):
    """The host is gone, or can no longer be understood."""


def _reserve_stack(frames):
    if frames:
        _reserve_stack(frames - 1)


class Channel:
    """One guest's side of the pipe. `read_exact(n)` returns n bytes, or fewer at the end of the stream."""

    def __init__(self, read_exact, write_all):
        self._read_exact = read_exact
        self._write_all = write_all
        self._last_call = 0
        self._broken = False

    def send(self, frame, depth=_STACK_NEEDED):
        """Writes one frame. Raises ValueError where it would be too large.

        `depth`: of the stack to make sure of; none is needed where no worker code is below.
        """
        body = ''.join(_encode(frame, 0)).encode()
        if len(body) > MAX_FRAME_BYTES:
            raise ValueError('A message to the host is larger than 8 MB.')
        packet = len(body).to_bytes(4) + body
        _reserve_stack(depth)
        if self._broken:
            raise ChannelClosed
        try:
            self._write_all(packet)
        except BaseException:
            self._broken = True
            raise ChannelClosed from None

    def receive(self):
        """The next frame, or None at the end of the stream.

        A MemoryError or RecursionError leaves the stream in step: the frame was read, only not understood.
        """
        body = self._read_frame()
        if body is None:
            return None
        try:
            return from_json(str(body, 'utf-8'))
        except MemoryError, RecursionError:
            raise
        except BaseException:
            self._broken = True
            raise ChannelClosed from None

    def _read_frame(self):
        if self._broken:
            raise ChannelClosed
        try:
            head = self._read_exact(4)
            if len(head) == 4:
                size = int.from_bytes(head)
                try:
                    body = self._read_exact(size)
                except MemoryError:
                    # The buffer comes first: nothing of the body was read yet.
                    if not memory_reserve.release():
                        raise
                    body = self._read_exact(size)
                if len(body) == size:
                    return body
        except BaseException:
            self._broken = True
            raise ChannelClosed from None
        self._broken = True
        return None

    def call(self, activation, method, args):
        """Asks the host and waits for its answer: the result, or the host's error raised here."""
        self._last_call += 1
        call_id = self._last_call
        self.send({'t': 'call', 'id': call_id, 'activation': activation, 'method': method, 'args': args})
        reply = self.receive()
        if reply is None or reply.get('t') != 'reply' or reply.get('id') != call_id:
            self._broken = True
            raise ChannelClosed
        if reply['ok']:
            return reply.get('result')
        error = reply['error']
        raise _ERRORS.get(error['type'], RuntimeError)(error['message'])
