"""From source text to a code object that keeps to the policy, or to the problems that prevent it."""

import ast

from .guard_rewrite import guard
from .policy_ast import find_problems
from .problems import problem
from .traceback_text import WORKER_FILE
from .worker_shape import find_shape_problems

MAX_SOURCE_BYTES = 1024 * 1024


def compile_worker(source):
    """`(code, problems, lines)`: `code` is None where there are problems. Runs nothing."""
    size = len(source.encode('utf-8', 'replace'))
    if size > MAX_SOURCE_BYTES:
        message = f'The source has {size} bytes; at most {MAX_SOURCE_BYTES} (1 MB) are accepted.'
        return None, [problem(None, 'size', message)], []
    # Some editors begin a file with a byte order mark; Python skips it in a file, not in text.
    source = source.removeprefix('\ufeff').replace('\r\n', '\n')
    at = source.find('\r')
    if at >= 0:
        line = source.count('\n', 0, at) + 1
        where = {'line': line, 'column': at - source.rfind('\n', 0, at)}
        message = 'The source holds a carriage return that is not the end of a line.'
        return None, [where | {'message': message, 'code': 'syntax'}], []
    try:
        tree = ast.parse(source, WORKER_FILE)
        problems = find_problems(tree) + find_shape_problems(tree)
        if problems:
            _count_characters(problems, source)
            problems.sort(key=lambda p: (p['line'], p['column']))
            return None, problems, []
        guarded = guard(tree)
        # Compiled from the text where nothing was changed: quicker, and it needs less stack.
        code = compile(tree if guarded else source, WORKER_FILE, 'exec', dont_inherit=True)
        return code, [], source.split('\n')
    except SyntaxError as e:
        return None, [_syntax_problem(e)], []
    except ValueError as e:
        return None, [problem(None, 'syntax', f'The source is not Python text: {e}.')], []
    except RecursionError, MemoryError:  # the parser reports a full stack as either
        return (
            None,
            [problem(None, 'syntax', 'The source is nested too deeply, or too large, to be compiled.')],
            [],
        )


def _count_characters(problems, source):
    """Columns of a syntax tree count UTF-8 bytes; those of editors, and of syntax errors, count characters."""
    if source.isascii():
        return
    lines = source.split('\n')
    for found in problems:
        before = lines[found['line'] - 1].encode('utf-8', 'replace')[: found['column'] - 1]
        found['column'] = len(before.decode('utf-8', 'ignore')) + 1


def _syntax_problem(error):
    line, column = error.lineno or 1, error.offset or 1
    message = error.msg if type(error.msg) is str else 'invalid syntax'
    return {
        'line': max(1, line),
        'column': max(1, column),
        'message': f'SyntaxError: {message}',
        'code': 'syntax',
    }
