"""Who made a type: the platform (it existed in the snapshot) or a worker (it came after).

Decided by identity, never by `__module__`, `==` or `hash`: a metaclass of the worker answers those.
"""

import types

_subclasses = type.__subclasses__
_method_function = types.MethodType.__dict__['__func__'].__get__
_function_builtins = types.FunctionType.__dict__['__builtins__'].__get__
_platform_ids = set()

# Present in the builtins of worker code only; no identifier can spell it.
ATTRIBUTE_GUARD = '<attribute>'


def all_types():
    """Every type alive, found from `object` down."""
    found, todo = {}, [object]
    while todo:
        cls = todo.pop()
        if id(cls) not in found:
            found[id(cls)] = cls
            todo.extend(_subclasses(cls))
    return list(found.values())


def remember_platform_types():
    """Takes all types alive now as the platform's. They are immortal: ids stay theirs."""
    for cls in all_types():
        _platform_ids.add(id(cls))
        _keep.append(cls)


_keep = []


def is_worker_type(cls):
    """True for a class made by worker code. `cls` must be a real type."""
    return id(cls) not in _platform_ids


def is_worker_function(obj):
    """True for a Python function that was defined in worker code."""
    return type(obj) is types.FunctionType and ATTRIBUTE_GUARD in _function_builtins(obj)


def is_worker_object(obj):
    """True for what the worker may change: instances of its classes, its classes, its functions."""
    cls = type(obj)
    if is_worker_type(cls):
        return True
    if issubclass(cls, type):
        return is_worker_type(obj)
    if cls is types.MethodType:
        return is_worker_object(_method_function(obj))
    return is_worker_function(obj)
