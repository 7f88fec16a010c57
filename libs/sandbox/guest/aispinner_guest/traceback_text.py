"""A worker's exception as the text its author reads: a Python traceback of their lines only.

The exception and its class are the worker's, so everything but the message is read past them, through the
descriptors of `BaseException` and `type`.
"""

import traceback
import types

from .name_hints import hint
from .names import type_name
from .text import cut, exact_text, without_surrogates

WORKER_FILE = 'worker.py'
MAX_TYPE, MAX_MESSAGE, MAX_TRACEBACK = 200, 4000, 16000
_MAX_LINKS, _MAX_FRAMES, _MAX_SHOWN = 12, 40, 3
_MAX_STATEMENT_LINES, _MAX_STATEMENT = 30, 2000

_tb_frame = types.TracebackType.__dict__['tb_frame'].__get__
_tb_next = types.TracebackType.__dict__['tb_next'].__get__
_tb_lineno = types.TracebackType.__dict__['tb_lineno'].__get__
_tb_lasti = types.TracebackType.__dict__['tb_lasti'].__get__
_f_code = types.FrameType.__dict__['f_code'].__get__
_co_filename = types.CodeType.__dict__['co_filename'].__get__
_co_name = types.CodeType.__dict__['co_name'].__get__
_co_positions = types.CodeType.co_positions
_exc_traceback = BaseException.__dict__['__traceback__'].__get__
_exc_cause = BaseException.__dict__['__cause__'].__get__
_exc_context = BaseException.__dict__['__context__'].__get__
_exc_suppress = BaseException.__dict__['__suppress_context__'].__get__
_frame_summary = traceback.FrameSummary
_format_frame = traceback.StackSummary().format_frame_summary
_exc_dict = BaseException.__dict__['__dict__'].__get__

_CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
_CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'


def describe_error(error, lines):
    """`{type, message, traceback}` of an exception, each bounded. `lines`: the worker's source lines."""
    message = _message(error)
    return {
        'type': cut(_shown_name(type(error)), MAX_TYPE),
        'message': cut(message, MAX_MESSAGE),
        'traceback': _middle_cut(_chain(error, message, lines)),
    }


def _shown_name(cls):
    return ''.join(c if c.isprintable() else '\ufffd' for c in without_surrogates(type_name(cls)[:MAX_TYPE]))


def _message(error):
    try:
        return without_surrogates(exact_text(error))
    except RecursionError, MemoryError:
        raise
    except BaseException:
        return '<exception str() failed>'


def _chain(error, message, lines):
    blocks, seen = [], set()
    joint = ''
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        text = message if not blocks else cut(_message(error), 1000)
        blocks.append(_block(error, text, lines) + joint)
        if len(blocks) == _MAX_LINKS:
            blocks.append('[earlier exceptions are left out]\n' + joint)
            break
        cause = _exc_cause(error)
        if cause is not None:
            error, joint = cause, _CAUSE
        elif not _exc_suppress(error):
            error, joint = _exc_context(error), _CONTEXT
        else:
            error = None
    return ''.join(reversed(blocks)).rstrip('\n')


def _block(error, message, lines):
    entries = _own_entries(_exc_traceback(error))
    out = ['Traceback (most recent call last):\n'] if entries else []
    for (line, name, code, lasti, _), times in _fold(entries):
        frame = _frame(lines, line, name, _position(code, lasti))
        out.extend([frame] * min(times, _MAX_SHOWN))
        if times > _MAX_SHOWN:
            more = times - _MAX_SHOWN
            out.append(f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n')
    cls = type(error)
    name = _shown_name(cls)
    message = cut(message, MAX_MESSAGE)
    message += hint(error, message, entries[-1][4] if entries else None)
    out.append(f'{name}: {message}\n' if message else f'{name}\n')
    notes = dict.get(_exc_dict(error), '__notes__')
    if type(notes) is list:
        out.extend(cut(without_surrogates(note), 1000) + '\n' for note in notes[:10] if type(note) is str)
    return ''.join(out)


def _own_entries(tb):
    entries = []
    while tb is not None:
        frame = _tb_frame(tb)
        code = _f_code(frame)
        if _co_filename(code) == WORKER_FILE:
            entries.append((_tb_lineno(tb), _co_name(code)[:MAX_TYPE], code, _tb_lasti(tb), frame))
        tb = _tb_next(tb)
    return entries


def _position(code, lasti):
    """Where the statement that failed ends, and its columns in bytes: `(end line, start, end)`, or None."""
    if lasti < 0:
        return None
    for i, (_, end_line, start, end) in enumerate(_co_positions(code)):
        if i == lasti // 2:
            return None if end_line is None or start is None or end is None else (end_line, start, end)
    return None


def _fold(entries):
    """Neighbouring equal entries as one, and the middle of a long list left out."""
    folded = []
    for entry in entries:
        if folded and folded[-1][0][:2] == entry[:2]:
            folded[-1] = (entry, folded[-1][1] + 1)
        else:
            folded.append((entry, 1))
    if len(folded) > _MAX_FRAMES:
        folded = folded[: _MAX_FRAMES // 2] + folded[-_MAX_FRAMES // 2 :]
    return folded


def _frame(lines, number, name, position):
    """One entry as Python prints it: the file's line, its source, and marks under what failed."""
    end, start_column, end_column = position or (number, None, None)
    shown = lines[number - 1 : end] if number >= 1 else []
    if len(shown) > _MAX_STATEMENT_LINES or sum(map(len, shown)) > _MAX_STATEMENT:
        # Nobody reads marks under that much; and to find their places the statement is parsed.
        shown, end, start_column, end_column = [cut(shown[0].strip(), 300)], number, None, None
    text = ''.join(line.rstrip() + '\n' for line in shown)
    place = {'end_lineno': end, 'colno': start_column, 'end_colno': end_column}
    return _format_frame(_frame_summary(WORKER_FILE, number, name, lookup_line=False, line=text, **place))


def _middle_cut(text):
    if len(text) <= MAX_TRACEBACK:
        return text
    mark = '\n... [cut] ...\n'
    head = MAX_TRACEBACK // 4
    return text[:head] + mark + text[head + len(mark) - MAX_TRACEBACK :]
