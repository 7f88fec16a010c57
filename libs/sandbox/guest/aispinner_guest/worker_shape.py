"""A worker defines `tick(ctx)`, and may define `setup(ctx)` and `on_error(ctx, error)`: checked on the tree.

Only what is certain is refused: a decorated or assigned function is known when the module has run.
"""

import ast
import types

from .problems import problem

ENTRY_POINTS = {'setup': 1, 'tick': 1, 'on_error': 2}
_ARGUMENTS = {1: 'one argument, ctx', 2: 'two arguments, ctx and error'}
_CO_GENERATOR, _CO_COROUTINE, _CO_ASYNC_GENERATOR = 0x20, 0x80, 0x200
_code_of = types.FunctionType.__dict__['__code__'].__get__

NO_TICK = 'The worker defines no tick(ctx) function, which is what runs every tick.'


def find_shape_problems(tree):
    """Problems of the functions that the platform calls."""
    found = []
    bound = {}
    for node in _module_level(tree):
        for name in _names_bound(node):
            if not isinstance(node, ast.Name) or name not in bound:
                bound[name] = node
    for name, arity in ENTRY_POINTS.items():
        node = bound.get(name)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.decorator_list:
            found.extend(_function_problems(node, name, arity))
    if 'tick' not in bound and '*' not in bound:
        found.append(problem(None, 'tick', NO_TICK))
    elif _is_constant(bound.get('tick')):
        found.append(problem(bound['tick'], 'tick', 'tick is not a function; define tick(ctx).'))
    return found


def _is_constant(node):
    return isinstance(node, ast.Assign) and isinstance(
        node.value, (ast.Constant, ast.List, ast.Dict, ast.Tuple, ast.Set)
    )


def _module_level(tree):
    """Statements that run in the module's own scope, and those of functions that declare `global tick`."""
    todo = list(reversed(tree.body))
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            todo.extend(n for n in _walk(node) if isinstance(n, ast.Global))
        else:
            todo.extend(
                n for n in reversed(list(ast.iter_child_nodes(node))) if not isinstance(n, ast.Lambda)
            )


def _walk(node):
    todo = [node]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(ast.iter_child_nodes(node))


def _names_bound(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            yield alias.asname or alias.name.partition('.')[0]
    elif isinstance(node, ast.Global):
        yield from node.names
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from (n.id for n in _walk(target) if isinstance(n, ast.Name))
    elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id


def _function_problems(node, name, arity):
    if isinstance(node, ast.AsyncFunctionDef):
        yield problem(node, 'tick', f"{name} must be a plain function: 'async def' would never be awaited.")
    elif _yields(node):
        yield problem(
            node, 'tick', f'{name} must be a plain function: with yield, calling it would run nothing.'
        )
    if not _accepts(node.args, arity):
        yield problem(node, 'tick', f'{name} must take {_ARGUMENTS[arity]}.')


def _yields(function):
    todo = list(function.body)
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            todo.extend(ast.iter_child_nodes(node))
    return False


def _accepts(args, count):
    positional = len(args.posonlyargs) + len(args.args)
    required_keywords = sum(1 for default in args.kw_defaults if default is None)
    needed = positional - len(args.defaults)
    return needed <= count and (count <= positional or args.vararg is not None) and not required_keywords


def function_fault(name, value):
    """Why the loaded module's `name` cannot be called by the platform, or None."""
    if not callable(value):
        return f'{name} is not a function.' if name != 'tick' else 'tick is not a function; define tick(ctx).'
    if type(value) is types.FunctionType:
        flags = _code_of(value).co_flags
        if flags & (_CO_COROUTINE | _CO_ASYNC_GENERATOR):
            return f"{name} must be a plain function: 'async def' would never be awaited."
        if flags & _CO_GENERATOR:
            return f'{name} must be a plain function: with yield, calling it would run nothing.'
    return None
