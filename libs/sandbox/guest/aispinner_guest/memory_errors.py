"""Errors of other names that are out of memory, and should be read as such by the author and by the platform.

Sizes in this interpreter are 32 bits wide: it refuses `'x' * 10**10` with an OverflowError, as a number that does not
fit, before any memory is asked for; elsewhere the same line is a MemoryError. Only where the operation that failed
makes something of that size: `len(range(10**10))` only counts, and stays the overflow that it is.

And where there is no memory left even for the error itself, CPython can lose it, and says in a SystemError that a call
has failed without one.
"""

import ast
import types

_TOO_WIDE = frozenset((
    "cannot fit 'int' into an index-sized integer",
    'Python int too large to convert to C ssize_t',
))  # fmt: skip
# Said only of a result, by those that have added up its size.
_TOO_LONG = frozenset((
    'join() result is too long for a Python string',
    'join() result is too long',
    'replace string is too long',
    'new string is too long',
    'repeated string is too long',
    'strings are too large to concat',
    'replace bytes is too long',
    'repeated bytes are too long',
    'result too long',
))  # fmt: skip
_MAKERS = frozenset(
    'to_bytes ljust rjust center zfill expandtabs list sorted extend digest hexdigest repeat product tee'.split()
)
_LOST = ' returned NULL without setting an exception'
_MESSAGE = 'The result would be larger than the memory of any sandbox.'

_exc_traceback = BaseException.__dict__['__traceback__'].__get__
_exc_args = BaseException.__dict__['args'].__get__
_tb_frame = types.TracebackType.__dict__['tb_frame'].__get__
_tb_next = types.TracebackType.__dict__['tb_next'].__get__
_tb_lasti = types.TracebackType.__dict__['tb_lasti'].__get__
_f_code = types.FrameType.__dict__['f_code'].__get__
_co_filename = types.CodeType.__dict__['co_filename'].__get__
_co_positions = types.CodeType.co_positions


def as_memory_error(error, filename, lines):
    """A MemoryError in the place of `error` where that means one, else `error` itself.

    `lines`: the source of `filename`, where the failed operation must stand.
    """
    cls = type(error)
    if cls is not OverflowError and cls is not SystemError:
        return error
    args = _exc_args(error)
    if len(args) != 1 or type(args[0]) is not str:
        return error
    if cls is SystemError:
        return MemoryError() if args[0].endswith(_LOST) else error
    if args[0] not in _TOO_LONG and not (args[0] in _TOO_WIDE and _makes_something(error, filename, lines)):
        return error
    found = MemoryError(_MESSAGE)
    found.__traceback__ = _exc_traceback(error)
    return found


def _makes_something(error, filename, lines):
    tb = _exc_traceback(error)
    while tb is not None and _tb_next(tb) is not None:
        tb = _tb_next(tb)
    if tb is None:
        return False
    code = _f_code(_tb_frame(tb))
    if _co_filename(code) != filename:
        return False
    node = _operation(code, _tb_lasti(tb), lines)
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        return isinstance(node.op, (ast.Mult, ast.Mod))
    if isinstance(node, ast.Call):
        name = getattr(node.func, 'attr', None) or getattr(node.func, 'id', None)
        return name in _MAKERS
    return isinstance(node, (ast.List, ast.Set, ast.Tuple, ast.Starred))


def _operation(code, lasti, lines):
    """The syntax of the instruction that failed, or None."""
    for i, place in enumerate(_co_positions(code)):
        if i == lasti // 2:
            break
    else:
        return None
    if None in place:
        return None
    line, end_line, start, end = place
    text = '\n'.join(lines[line - 1 : end_line]).encode('utf-8', 'replace')
    tail = len(lines[end_line - 1].encode('utf-8', 'replace')) - end
    text = text[start : len(text) - tail].decode('utf-8', 'replace')
    try:
        return ast.parse(f'[{text}\n]', mode='eval').body.elts[0]
    except SyntaxError:
        pass
    try:
        return ast.parse(text).body[0]
    except SyntaxError:
        return None
