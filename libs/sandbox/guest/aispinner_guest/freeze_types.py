"""Makes the classes of the standard library as unchangeable as those written in C.

`json.JSONEncoder.default = mine` would reach every worker of the sandbox, and the guest itself. Python has no
switch for this after a class exists, so the flag that C types carry is set in memory, where it is found by
comparing with `__flags__`.
"""

import ctypes
import decimal
import statistics
import types

from .ownership import all_types

_IMMUTABLE = 1 << 8
_HEAP = 1 << 9
_FLAGS_WORDS = 21  # PyTypeObject.tp_flags, counted in machine words from the start of the object
_flags = type.__dict__['__flags__'].__get__

# Pyodide's own start-up and event loop still set class attributes; worker code cannot reach them.
_LEFT_ALONE = (
    'pyodide',
    '_pyodide',
    'asyncio',
    'js',
    'importlib',
    'zipimport',
    'ctypes',
    '_ctypes',
    'unittest',
)


def freeze_platform_types():
    """Freezes the classes of the interpreter and of the guest. Returns how many."""
    # The only dictionaries of the allowed modules that such a class would still share.
    for cls in (decimal.DecimalTuple, statistics.LinearRegression):
        cls._field_defaults = types.MappingProxyType({})
    statistics.NormalDist.__slots__ = types.MappingProxyType(statistics.NormalDist.__slots__)
    return freeze_types()


def freeze_types():
    """Sets the flag on every Python class alive now. Returns how many."""
    frozen = 0
    for cls in all_types():
        flags = _flags(cls)
        if flags & _IMMUTABLE or not flags & _HEAP:
            continue
        module = cls.__module__
        if type(module) is str and module.partition('.')[0] in _LEFT_ALONE:
            continue
        word = ctypes.c_ulong.from_address(id(cls) + _FLAGS_WORDS * ctypes.sizeof(ctypes.c_void_p))
        if word.value != flags:
            raise RuntimeError('The layout of type objects in this interpreter is not the expected one.')
        word.value = flags | _IMMUTABLE
        frozen += 1
    return frozen
