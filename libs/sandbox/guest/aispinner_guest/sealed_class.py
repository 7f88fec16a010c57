"""Host objects that worker code holds: their attributes are given when they are made and never change.

Methods are closures kept in slots, so an object has no `__dict__`, no private names, and its class holds
nothing that works on another object.
"""

import types

from .names import refusal


class SealedMeta(type):
    """A class whose attributes cannot be set or deleted."""

    def __setattr__(cls, name, value):
        raise AttributeError(f'{cls.__name__}.{name} cannot be changed.')

    def __delattr__(cls, name):
        raise AttributeError(f'{cls.__name__}.{name} cannot be changed.')


class Sealed(metaclass=SealedMeta):
    """Base of the host objects: `_fill` sets the slots once, worker code cannot."""

    __slots__ = ()

    def __setattr__(self, name, value):
        raise AttributeError(f"'{name}' of {type(self).__name__} cannot be changed.")

    def __delattr__(self, name):
        raise AttributeError(f"'{name}' of {type(self).__name__} cannot be changed.")

    def __getattr__(self, name):
        if name[:2] == '__':
            raise AttributeError(refusal(name))
        cls = type(self)
        there = ', '.join(n for n in cls.__slots__ if n[0] != '_')
        raise AttributeError(f"{cls.__name__} has no '{name}' here; it offers: {there}.")

    def __reduce_ex__(self, protocol):
        raise TypeError(f'{type(self).__name__} cannot be copied.')

    def __repr__(self):
        return f'<{type(self).__name__}>'


def fill(obj, **values):
    """Sets slots of a sealed object."""
    for name, value in values.items():
        object.__setattr__(obj, name, value)


def fill_methods(obj, *functions):
    """Sets the slots named as `functions`, each bound to `obj`: as an attribute of a worker's class a method stays one."""
    for function in functions:
        function.__qualname__ = f'{type(obj).__name__}.{function.__name__}'
        object.__setattr__(obj, function.__name__, types.MethodType(function, obj))
