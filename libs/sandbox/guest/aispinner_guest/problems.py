"""A reason why a worker's source is refused, and where."""


def problem(node, code, message):
    """`{line, column, message, code}`, both 1-based, at a syntax-tree node (or the start of the file)."""
    line = getattr(node, 'lineno', 1)
    column = getattr(node, 'col_offset', 0) + 1
    return {'line': line, 'column': column, 'message': message, 'code': code}
