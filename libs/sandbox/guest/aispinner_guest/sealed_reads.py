"""Attributes that are sealed, yet stay readable for the code of a few modules.

pandas looks at its caller's frame at every `frame['a'] = ...`, and at the signatures of its own methods. Such an
attribute is replaced by a descriptor that answers by who reads: the frame that runs the reading code, which C code
lends from the Python code that called it. For everybody else it is not there.
"""

import sys
import types

from .names import type_name
from .ownership import ATTRIBUTE_GUARD

_frame = sys._getframe
_f_globals = types.FrameType.__dict__['f_globals'].__get__
_f_builtins = types.FrameType.__dict__['f_builtins'].__get__

# `{id of a module's namespace: what it may read}`, filled before the seal; the modules are never unloaded.
_readers = {}


def as_it_is(value, obj):
    """What a reader gets whose findings never reach worker code."""
    return value


def of_workers_only(value, obj):
    """What a reader gets that hands on names of a frame: those of worker code, of no other."""
    if type(obj) is types.FrameType and ATTRIBUTE_GUARD not in _f_builtins(obj):
        return {}
    return {name: value[name] for name in value if name != '__builtins__'}


def let_read(module, answer):
    """Lets the code of a module read sealed attributes, each as `answer(value, object)`."""
    _readers[id(vars(module))] = answer


def has_readers():
    return bool(_readers)


class SealedRead:
    """Stands for the descriptor of a sealed attribute."""

    __slots__ = ('_name', '_get')

    def __init__(self, name, original):
        self._name = name
        self._get = original.__get__

    def __get__(self, obj, cls=None):
        answer = _readers.get(id(_f_globals(_frame(1))))
        if answer is None:
            raise AttributeError(f"'{type_name(type(obj))}' object has no attribute '{self._name}'")
        return answer(self._get(obj, cls), obj)

    def __set__(self, obj, value):
        raise AttributeError(f"attribute '{self._name}' is not writable")
