"""Our own `copy`: the original lets an object's `__reduce_ex__` choose what is called and whose attributes
are written, so a copy could replace the code of a function.

Rebuilding is trusted where the class is the platform's; a worker's class may rebuild objects of its own.
"""

import copy as _stdlib
import copyreg
import types
import weakref

from .names import exact_name, is_denied_store
from .own_attribute import own_attribute
from .ownership import is_worker_object, is_worker_type

Error = _stdlib.Error

_IMMUTABLE = frozenset({
    type(None), int, float, bool, complex, str, tuple, bytes, frozenset, type, range, slice, property,
    types.BuiltinFunctionType, types.EllipsisType, type(NotImplemented), types.FunctionType, types.CodeType,
    weakref.ref, super, types.ModuleType,
})  # fmt: skip
_FLAT = {list: list.copy, dict: dict.copy, set: set.copy, bytearray: bytearray.copy}
_method_func = types.MethodType.__dict__['__func__'].__get__
_method_self = types.MethodType.__dict__['__self__'].__get__
_immutable_ids = frozenset(map(id, _IMMUTABLE))


def copy(x):
    """Shallow copy operation on arbitrary Python objects."""
    cls = type(x)
    if id(cls) in _immutable_ids or issubclass(cls, type):
        return x
    if cls in _FLAT:
        return _FLAT[cls](x)
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    reduced = _reduce(x, cls)
    return x if type(reduced) is str else _rebuild(x, None, *reduced)


def deepcopy(x, memo=None, _nil=None):
    """Deep copy operation on arbitrary Python objects."""
    cls = type(x)
    if (
        id(cls) in _immutable_ids
        and cls is not tuple
        and cls is not frozenset
        and cls is not slice
        or issubclass(cls, type)
    ):
        return x
    if memo is None:
        memo = {}
    elif id(x) in memo:
        return memo[id(x)]
    y = _deep(x, cls, memo)
    if y is not x:
        memo[id(x)] = y
        memo.setdefault(id(memo), []).append(x)  # alive as long as the memo: ids must stay true
    return y


def _deep(x, cls, memo):
    if cls is list:
        y = memo[id(x)] = []
        for item in x:
            y.append(deepcopy(item, memo))
        return y
    if cls is dict:
        y = memo[id(x)] = {}
        for key, value in x.items():
            y[deepcopy(key, memo)] = deepcopy(value, memo)
        return y
    if cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        return tuple(items) if any(a is not b for a, b in zip(x, items)) else x
    if cls is types.MethodType:
        return cls(_method_func(x), deepcopy(_method_self(x), memo))
    copier = getattr(x, '__deepcopy__', None)
    if copier is not None:
        return copier(memo)
    reduced = _reduce(x, cls)
    return x if type(reduced) is str else _rebuild(x, memo, *reduced)


def _reduce(x, cls):
    known = copyreg.dispatch_table.get(cls) if not is_worker_type(cls) else None
    if known is not None:
        reduced = known(x)
    else:
        reductor = getattr(x, '__reduce_ex__', None)
        if reductor is None:
            raise Error(f'un(deep)copyable object of type {cls}')
        reduced = reductor(4)
    if type(reduced) is not str and (type(reduced) is not tuple or not 2 <= len(reduced) <= 5):
        raise Error('__reduce_ex__ must return a string or a tuple of 2 to 5 items')
    return reduced


def _rebuild(x, memo, func, args, state=None, listiter=None, dictiter=None):
    deep = memo is not None
    if deep and args:
        args = tuple(deepcopy(arg, memo) for arg in args)
    y = func(*args)
    if deep:
        memo[id(x)] = y
    plain = state is None and listiter is None and dictiter is None
    if not plain and is_worker_type(type(x)) and not is_worker_object(y):
        raise Error('A copy of a worker object must be a worker object.')
    if state is not None:
        _restore(y, deepcopy(state, memo) if deep else state)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            y[deepcopy(key, memo) if deep else key] = deepcopy(value, memo) if deep else value
    return y


def _restore(y, state):
    if hasattr(y, '__setstate__'):
        y.__setstate__(state)
        return
    slots = None
    if type(state) is tuple and len(state) == 2:
        state, slots = state
    if state is not None:
        (own_attribute(y, '__dict__') if is_worker_object(y) else y.__dict__).update(state)
    for key, value in (slots or {}).items():
        if is_denied_store(exact_name(key)):
            raise Error(f'A copy cannot set {key!r}.')
        setattr(y, key, value)


def replace(obj, /, **changes):
    """Return a new object replacing specified fields with new values."""
    func = getattr(type(obj), '__replace__', None)
    if func is None:
        raise TypeError(f'replace() does not support {type(obj).__name__} objects')
    return func(obj, **changes)
