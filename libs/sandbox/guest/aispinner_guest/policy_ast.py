"""The rules that can be checked before anything runs: names, attributes, patterns, imports of the module.

The tree is walked with a list, not by recursion: its depth is the author's choice.
"""

import ast

from .import_hook import is_importable, not_allowed
from .names import DENIED_BINDINGS, GUARDED, is_denied, is_denied_store, refusal
from .problems import problem

MAX_PROBLEMS = 50


def find_problems(tree):
    """What the policy refuses in a module, in the order of the source."""
    found = []
    todo = [tree]
    while todo and len(found) < MAX_PROBLEMS:
        node = todo.pop()
        check = _CHECKS.get(type(node))
        if check is not None:
            found.extend(check(node))
        todo.extend(ast.iter_child_nodes(node))
    found.extend(_module_imports(tree))
    found.sort(key=lambda p: (p['line'], p['column']))
    return found[:MAX_PROBLEMS]


def _bound(node, *names):
    for name in names:
        if name in DENIED_BINDINGS:
            yield problem(node, 'policy', f"The name '{name}' is not available in worker sandbox.")


def _attribute(node):
    if isinstance(node.ctx, ast.Load):
        refused = is_denied(node.attr)
    else:
        refused = is_denied_store(node.attr)
    if refused:
        yield _at_attribute(node)


def _at_attribute(node):
    made = problem(node, 'policy', refusal(node.attr))
    if getattr(node, 'end_col_offset', None) is not None:
        # The node starts where its object does; the author looks for the attribute.
        made['line'], made['column'] = node.end_lineno, max(1, node.end_col_offset - len(node.attr) + 1)
    return made


def _augmented(node):
    target = node.target
    if isinstance(target, ast.Attribute) and target.attr in GUARDED:
        yield _at_attribute(target)
    if isinstance(target, ast.Name) and target.id == '__import__':
        yield from _hook(target)


def _hook(node):
    yield problem(node, 'policy', "The name '__import__' cannot be changed in worker sandbox.")


def _name(node):
    yield from _bound(node, node.id)
    if node.id == '__import__' and not isinstance(node.ctx, ast.Load):
        yield from _hook(node)


def _class_pattern(node):
    for name in node.kwd_attrs:
        if is_denied(name) or name in GUARDED:
            yield problem(node, 'policy', refusal(name))


def _aliases(node):
    for alias in node.names:
        yield from _bound(alias, alias.asname or alias.name.partition('.')[0])


def _named(node):
    return _bound(node, node.name or '')


def _try_star(node):
    # CPython 3.14 trusts what an exception's own `split` returns, and any object can be made to have one.
    yield problem(node, 'policy', "'except*' is not available in worker sandbox; use 'except'.")


_CHECKS = {
    ast.Attribute: _attribute,
    ast.AugAssign: _augmented,
    ast.Name: _name,
    ast.MatchClass: _class_pattern,
    ast.Import: _aliases,
    ast.ImportFrom: _aliases,
    ast.FunctionDef: _named,
    ast.AsyncFunctionDef: _named,
    ast.ClassDef: _named,
    ast.ExceptHandler: _named,
    ast.MatchAs: _named,
    ast.MatchStar: _named,
    ast.MatchMapping: lambda node: _bound(node, node.rest or ''),
    ast.TypeVar: _named,
    ast.TypeVarTuple: _named,
    ast.ParamSpec: _named,
    ast.arg: lambda node: _bound(node, node.arg),
    ast.Global: lambda node: _bound(node, *node.names),
    ast.Nonlocal: lambda node: _bound(node, *node.names),
    ast.TryStar: _try_star,
}


def _module_imports(tree):
    """Imports that run when the module is loaded and cannot succeed.

    Those inside a function run later, if at all; those inside `try` are the author's to handle. Both raise
    an ordinary ImportError then.
    """
    todo = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Import):
            for alias in node.names:
                if not is_importable(alias.name):
                    yield problem(node, 'import', not_allowed(alias.name))
        elif isinstance(node, ast.ImportFrom):
            name = '.' * node.level + (node.module or '')
            if not is_importable(name) and name != '__future__':
                yield problem(node, 'import', not_allowed(name))
        elif isinstance(node, ast.Try) and node.handlers:
            todo.extend(node.orelse + node.finalbody + [s for h in node.handlers for s in h.body])
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.expr)):
            todo.extend(ast.iter_child_nodes(node))
