"""What `on_error(ctx, error)` receives: an exception that says what became of the tick.

The same kind in the same sandbox and in a fresh one, where the original object no longer exists. It is an
instance of the built-in class of that name, so `isinstance(error, ValueError)` works.
"""


class TickError(Exception):
    """`str(error)` is the message; `.type`, `.message`, `.traceback` hold the facts as text."""

    def __init__(self, type, message, traceback):
        self.args = (message,)
        self.type, self.message, self.traceback = type, message, traceback

    def __str__(self):
        return self.message

    def __repr__(self):
        return f'{self.type}({self.message!r})'

    def __getitem__(self, key):
        if key in ('type', 'message', 'traceback'):
            return getattr(self, key)
        raise KeyError(key)


_BUILTINS = (
    ValueError, TypeError, KeyError, IndexError, LookupError, RuntimeError, RecursionError, ZeroDivisionError,
    ArithmeticError, OverflowError, MemoryError, TimeoutError, AssertionError, NotImplementedError, StopIteration,
)  # fmt: skip
_KNOWN = {
    base.__name__: type(base.__name__, (TickError, base), {})
    for base in _BUILTINS
    if base is not StopIteration
}


def make_tick_error(error):
    """From the frame's `{type, message, traceback}`."""
    name = error['type']
    cls = _KNOWN.get(name) or type(name, (TickError,), {})
    return cls(name, error['message'], error['traceback'])
