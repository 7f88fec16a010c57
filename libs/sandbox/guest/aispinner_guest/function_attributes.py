"""Attributes that workers set on the standard library's functions, and how the next worker is spared them.

`json.dumps.note = 1` is honest Python and would reach every worker of the sandbox: a function keeps its
attributes in a dictionary of its own, and nothing can forbid it to some functions only. So all functions of the
platform are given the same dictionary, which is emptied before another worker runs; to look whether there is
anything costs nothing.
"""

import gc
import types

_shared = {}
# Abstract methods are known by an attribute, which must stay.
_abstract = {'__isabstractmethod__': True}
# The few that have other attributes keep a dictionary each: with what it held.
_kept = []
_kept_ids = {id(_shared), id(_abstract)}
_dict_of = types.FunctionType.__dict__['__dict__'].__get__


def share_function_attributes():
    """Prepares every function alive now. Returns how many."""
    functions = [f for f in gc.get_objects() if type(f) is types.FunctionType]
    for function in functions:
        own = function.__dict__
        if not own:
            function.__dict__ = _shared
        elif own == _abstract:
            function.__dict__ = _abstract
        else:
            _kept.append((own, dict(own)))
            _kept_ids.add(id(own))
    return len(functions)


def is_shared_function(function):
    """True for a function that was prepared so: every worker of the sandbox sees it."""
    return id(_dict_of(function)) in _kept_ids


def forget_function_attributes():
    """Undoes what a worker has set. Called before another one's code runs."""
    if _shared:
        _shared.clear()
    if len(_abstract) != 1 or _abstract.get('__isabstractmethod__') is not True:
        _abstract.clear()
        _abstract['__isabstractmethod__'] = True
    for own, original in _kept:
        if own != original:
            own.clear()
            own.update(original)
