"""`ctx.log` and `print`: each message one frame, already cut; the host counts, batches and limits."""

from .names import type_name
from .sealed_class import Sealed, fill_methods
from .text import cut, exact_text, without_surrogates

MAX_MESSAGE = 4000


class Log(Sealed):
    __slots__ = ('debug', 'info', 'warn', 'error', 'flush')


type.__setattr__(Log, '__name__', 'ctx.log')


def _writer(level, emit):
    def log(self, msg):
        emit(level, exact_text(msg))

    log.__name__ = level
    return log


def make_log(send, call):
    """`(ctx.log, print, finish)` of one activation.

    `send(level, message)` writes one frame; `call(method, args)` asks the host. `finish()` sends what was
    printed without an end of line.
    """
    pending = []

    def emit(level, text):
        if pending:
            finish()
        send(level, without_surrogates(cut(text, MAX_MESSAGE)))

    def finish():
        text = ''.join(pending)
        pending.clear()
        if text:
            send('info', without_surrogates(cut(text, MAX_MESSAGE)))

    def write(text):
        """Text of `print`: a message ends with the line that `print` ends."""
        if text[-1:] == '\n' and not pending:
            send('info', without_surrogates(cut(text[:-1], MAX_MESSAGE)))
            return
        if not text:
            return
        pending.append(text)
        if text[-1:] == '\n':
            pending[-1] = text[:-1]
            text = ''.join(pending)
            pending.clear()
            send('info', without_surrogates(cut(text, MAX_MESSAGE)))
        elif len(pending) > 1000 or len(text) > MAX_MESSAGE:
            finish()

    def print(*values, sep=' ', end='\n', file=None, flush=False):
        sep = ' ' if sep is None else sep
        end = '\n' if end is None else end
        for name, value in (('sep', sep), ('end', end)):
            if not isinstance(value, str):
                raise TypeError(f'{name} must be None or a string, not {type_name(type(value))}')
        text = exact_text(sep).join([exact_text(value) for value in values]) + exact_text(end)
        if file is not None:
            file.write(text)
        else:
            write(text)

    print.__qualname__ = 'print'

    def flush(self):
        if pending:
            finish()
        call('log.flush', {})

    log = Log()
    fill_methods(log, flush, *(_writer(level, emit) for level in ('debug', 'info', 'warn', 'error')))
    # Static: as an attribute of a worker's class it does not become a method, as the builtin does not.
    return log, staticmethod(print), finish, write
