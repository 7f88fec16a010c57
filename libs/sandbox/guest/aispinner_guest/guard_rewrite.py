"""Rewrites the few expressions whose honesty is known only when they run: guarded attributes, positional patterns.

`x.__dict__` becomes `guard(x, '__dict__')`; `match s: case Point(a): ...` becomes
`guard = pattern(lambda: Point)` and `match s: case guard.cls(a): ...`. The guards' names are no identifiers, so no
worker can spell them.
"""

import ast

from .names import GUARDED
from .ownership import ATTRIBUTE_GUARD
from .patterns import PATTERN_GUARD, SELF_MATCHING

_SELF_MATCHING = frozenset(cls.__name__ for cls in SELF_MATCHING) | {'bool'}


def guard(tree):
    """Rewrites `tree` in place. Returns how many places were changed."""
    changed = 0
    plain_names = None
    classes = []
    todo = [(tree, None)]
    while todo:
        node, in_class = todo.pop()
        if isinstance(node, ast.ClassDef):
            in_class = {ATTRIBUTE_GUARD, PATTERN_GUARD}
            classes.append((node, in_class))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            in_class = None
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.AST):
                if _is_guarded(value):
                    value = _call_guard(value)
                    setattr(node, field, value)
                    changed += 1
                todo.append((value, in_class))
            elif isinstance(value, list):
                rewritten = []
                for item in value:
                    if isinstance(item, ast.AST):
                        if _is_guarded(item):
                            item = _call_guard(item)
                            changed += 1
                        elif isinstance(item, ast.Match):
                            if plain_names is None:
                                plain_names = _SELF_MATCHING - _bound_names(tree)
                            guards = _guard_patterns(item, plain_names, in_class)
                            rewritten.extend(guards)
                            changed += len(guards)
                        todo.append((item, in_class))
                    rewritten.append(item)
                value[:] = rewritten
    if changed:
        for node, names in classes:
            _keep_out_of_namespace(node, names)
    return changed


def _keep_out_of_namespace(node, names):
    """The guards' names in a class body mean globals: its namespace may be an object of the worker (`__prepare__`)."""
    first = node.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(getattr(first.value, 'value', None), str)
    node.body.insert(int(has_docstring), _at(node, ast.Global(sorted(names))))


def _is_guarded(node):
    return isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in GUARDED


def _call_guard(node):
    called = ast.Name(ATTRIBUTE_GUARD, ast.Load())
    return _at(node, ast.Call(called, [node.value, ast.Constant(node.attr)], []))


def _guard_patterns(match, plain_names, in_class):
    """Replaces the class of each positional pattern; returns the assignments that make the guards."""
    made = []
    todo = [case.pattern for case in match.cases]
    while todo:
        pattern = todo.pop()
        todo.extend(child for child in ast.iter_child_nodes(pattern) if isinstance(child, ast.pattern))
        if not isinstance(pattern, ast.MatchClass) or not pattern.patterns:
            continue
        if isinstance(pattern.cls, ast.Name) and pattern.cls.id in plain_names:
            continue
        name = f'<pattern {pattern.lineno}.{pattern.col_offset}>'
        asked = pattern.cls
        pattern.cls = _at(asked, ast.Attribute(ast.Name(name, ast.Load()), 'cls', ast.Load()))
        # Looked up when the pattern is tried, as without the guard; a class body's names are out of a lambda's reach.
        nothing = ast.arguments([], [], None, [], [], None, [])
        if in_class is not None:
            in_class.add(name)
            nothing.args.append(ast.arg('cls'))
            nothing.defaults.append(asked)
            asked = _at(asked, ast.Name('cls', ast.Load()))
        guarded = ast.Call(ast.Name(PATTERN_GUARD, ast.Load()), [ast.Lambda(nothing, asked)], [])
        made.append(_at(match, ast.Assign([ast.Name(name, ast.Store())], guarded)))
    return made


def _bound_names(tree):
    """Names that the source binds in any way: what they mean is not certain."""
    bound = set()
    todo = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            bound.add(node.id)
        for name in ('name', 'asname', 'arg', 'rest'):
            value = getattr(node, name, None)
            if type(value) is str:
                bound.add(value)
        if isinstance(node, ast.ImportFrom) and any(alias.name == '*' for alias in node.names):
            return _SELF_MATCHING
        todo.extend(ast.iter_child_nodes(node))
    return bound


def _at(origin, node):
    """`node` and what is new in it, placed where `origin` is."""
    todo = [node]
    while todo:
        inner = todo.pop()
        if 'lineno' in inner._attributes and not hasattr(inner, 'lineno'):
            ast.copy_location(inner, origin)
            todo.extend(ast.iter_child_nodes(inner))
        elif 'lineno' not in inner._attributes:
            todo.extend(ast.iter_child_nodes(inner))
    return node
