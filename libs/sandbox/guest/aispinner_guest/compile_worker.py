"""From source text to a code object that keeps to the policy, or to the problems that prevent it."""

import ast

from .names import GUARDED
from .ownership import ATTRIBUTE_GUARD
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
    source = source.replace('\r\n', '\n')
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
            problems.sort(key=lambda p: (p['line'], p['column']))
            return None, problems, []
        guarded = _guard_attributes(tree)
        # Compiled from the text where nothing was changed: quicker, and it needs less stack.
        code = compile(tree if guarded else source, WORKER_FILE, 'exec', dont_inherit=True)
        return code, [], source.split('\n')
    except SyntaxError as e:
        return None, [_syntax_problem(e)], []
    except ValueError as e:
        return None, [problem(None, 'syntax', f'The source is not Python text: {e}.')], []
    except (RecursionError, MemoryError):  # the parser reports a full stack as either
        return None, [problem(None, 'syntax', 'The source is nested too deeply, or too large, to be compiled.')], []


def _syntax_problem(error):
    line, column = error.lineno or 1, error.offset or 1
    message = error.msg if type(error.msg) is str else 'invalid syntax'
    return {'line': max(1, line), 'column': max(1, column), 'message': f'SyntaxError: {message}', 'code': 'syntax'}


def _guard_attributes(tree):
    """Turns each read of a guarded attribute into a call of the guard. Returns how many."""
    changed = 0
    todo = [tree]
    while todo:
        node = todo.pop()
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.AST):
                if _is_guarded(value):
                    value = _call_guard(value)
                    setattr(node, field, value)
                    changed += 1
                todo.append(value)
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        if _is_guarded(item):
                            item = value[i] = _call_guard(item)
                            changed += 1
                        todo.append(item)
    return changed


def _is_guarded(node):
    return isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in GUARDED


def _call_guard(node):
    guard = ast.copy_location(ast.Name(ATTRIBUTE_GUARD, ast.Load()), node)
    name = ast.copy_location(ast.Constant(node.attr), node)
    return ast.copy_location(ast.Call(guard, [node.value, name], []), node)
