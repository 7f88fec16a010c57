"""`isinstance` and `issubclass` that find a tuple of tuples of tuples too deep, as CPython does everywhere else.

Their recursion is in C and leaves no trace on the stack that CPython measures here (native_stack.py): it would
run into the engine's, which ends the process, instead of a RecursionError.
"""

_isinstance, _issubclass = isinstance, issubclass
_MAX_NESTING = 1000


def guarded_isinstance(obj, class_or_tuple, /):
    """Return whether an object is an instance of a class or of a subclass thereof."""
    if type(class_or_tuple) is tuple:
        _refuse_endless(class_or_tuple, '__instancecheck__')
    return _isinstance(obj, class_or_tuple)


def guarded_issubclass(cls, class_or_tuple, /):
    """Return whether 'cls' is derived from another class or is the same class."""
    if type(class_or_tuple) is tuple:
        _refuse_endless(class_or_tuple, '__subclasscheck__')
    return _issubclass(cls, class_or_tuple)


def _refuse_endless(classes, where):
    depth = 0
    inner = [item for item in classes if type(item) is tuple]
    while inner:
        depth += 1
        if depth > _MAX_NESTING:
            raise RecursionError(f'maximum recursion depth exceeded in {where}')
        # Each once: the same tuple may be there any number of times.
        inner = {id(item): item for outer in inner for item in outer if type(item) is tuple}.values()


guarded_isinstance.__name__ = guarded_isinstance.__qualname__ = 'isinstance'
guarded_issubclass.__name__ = guarded_issubclass.__qualname__ = 'issubclass'
