"""`ctx`: what a worker holds of the platform."""

import collections
import datetime
import math
import types

from .names import type_name
from .sealed_class import Sealed, fill

WorkerFacts = collections.namedtuple('worker', 'id name version interval')
TickFacts = collections.namedtuple('tick', 'number due started lateness')
for _facts in (WorkerFacts, TickFacts):
    _facts._field_defaults = types.MappingProxyType(
        {}
    )  # the only thing of a namedtuple that could be written to
_from_iso = datetime.datetime.fromisoformat


class Context(Sealed):
    __slots__ = ('state', 'log', 'worker', 'tick')


type.__setattr__(Context, '__name__', 'ctx')


def make_context(state, log, worker):
    """`ctx` of one activation. `worker`: the frame's facts; `interval` is in seconds."""
    ctx = Context()
    facts = WorkerFacts(worker['id'], worker['name'], worker['version'], worker['intervalSeconds'])
    fill(ctx, state=state, log=log, worker=facts, tick=None)
    return ctx


def set_tick(ctx, tick):
    """Gives `ctx.tick` the facts of this tick (times in UTC, lateness in seconds), or None outside one."""
    facts = None
    if tick is not None:
        due, started = _from_iso(tick['dueAt']), _from_iso(tick['startedAt'])
        facts = TickFacts(tick['number'], due, started, tick['latenessMs'] / 1000)
    fill(ctx, tick=facts)


def make_sleep(call):
    """`time.sleep` of one activation: the host waits, this process rests."""

    def sleep(*args):
        if len(args) != 1:
            raise TypeError(f'time.sleep() takes exactly one argument ({len(args)} given)')
        seconds = args[0]
        if not (hasattr(seconds, '__float__') or hasattr(seconds, '__index__')):
            raise TypeError(
                f"'{type_name(type(seconds))}' object cannot be interpreted as an integer or float"
            )
        wanted = float(seconds)
        if math.isnan(wanted):
            raise ValueError('Invalid value NaN (not a number)')
        if wanted < 0:
            raise ValueError('sleep length must be non-negative')
        if wanted > 9e9:
            raise OverflowError('timestamp too large to convert to C PyTime_t')
        if wanted:
            call('sleep', {'seconds': wanted})

    sleep.__qualname__ = 'sleep'
    return staticmethod(sleep)  # as an attribute of a class it does not become a method
