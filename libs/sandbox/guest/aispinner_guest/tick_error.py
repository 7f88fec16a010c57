"""What `on_error(ctx, error)` receives: the exception that `tick` raised, or one that says what became of the tick.

The original where it still exists. After a tick was ended with its sandbox it does not: then a stand-in, an
instance of the built-in class of that name, so `isinstance(error, TimeoutError)` works. Both have `.type`,
`.message` and `.traceback`.
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


_BUILTINS = (
    ValueError, TypeError, KeyError, IndexError, LookupError, RuntimeError, RecursionError, ZeroDivisionError,
    ArithmeticError, OverflowError, MemoryError, TimeoutError, AssertionError, NotImplementedError, StopIteration,
)  # fmt: skip
_KNOWN = {
    base.__name__: type(base.__name__, (TickError, base), {})
    for base in _BUILTINS
    if base is not StopIteration
}


_namespace = type.__dict__['__dict__'].__get__
_mro = type.__dict__['__mro__'].__get__
_exc_dict = BaseException.__dict__['__dict__'].__get__
_exc_cause = BaseException.__dict__['__cause__'].__get__
_exc_context = BaseException.__dict__['__context__'].__get__
_set_traceback = BaseException.__dict__['__traceback__'].__set__


def let_go_of_frames(error):
    """Takes the tracebacks out of `error` and what it is linked to: they would keep all that the tick had in its hands."""
    todo, seen = [error], set()
    while todo:
        link = todo.pop()
        if link is not None and id(link) not in seen:
            seen.add(id(link))
            _set_traceback(link, None)
            todo += (_exc_cause(link), _exc_context(link))


def with_facts(raised, error):
    """`raised`, the author's own exception, with the facts of the frame wherever it has no such attribute itself."""
    own = _exc_dict(raised)
    for name, fact in error.items():
        if not any(name in _namespace(cls) for cls in _mro(type(raised))):
            dict.setdefault(own, name, fact)
    return raised


def make_tick_error(error):
    """From the frame's `{type, message, traceback}`."""
    name = error['type']
    cls = _KNOWN.get(name) or type(name, (TickError,), {})
    return cls(name, error['message'], error['traceback'])
