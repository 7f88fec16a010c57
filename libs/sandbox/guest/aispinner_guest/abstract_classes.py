"""What the platform's abstract classes take for their subclasses: for each worker its own.

`collections.abc.Mapping` asks the classes that were registered with it, and remembers the answers, by the class: a
worker's metaclass says itself what its class is equal to and what is a subclass of it. So one worker could have
every `isinstance(x, Mapping)` of another answered.
"""

import _abc
import abc

from .ownership import all_types, is_worker_type

_register = abc.ABCMeta.register
_subclasses = type.__subclasses__
_platform = []  # each with the classes that its own modules registered
_registered = []  # by the worker that runs


def remember_abstract_classes():
    """Takes those of the library as they are now. Call after it was all imported."""
    _platform[:] = [
        (cls, [ref() for ref in _abc._get_dump(cls)[0]])
        for cls in all_types()
        if type(cls) is abc.ABCMeta and cls.__module__ in ('collections.abc', 'numbers')
    ]


def use_registrations(registered):
    """Makes `registered`, a list of a worker's that grows as it registers, the one in force."""
    global _registered
    touched = {id(cls) for cls, _ in _registered}
    for cls, classes in _platform:
        _abc._reset_caches(cls)
        if id(cls) in touched:
            _abc._reset_registry(cls)
            for one in classes:
                _register(cls, one)
    for cls, subclass in registered:
        _register(cls, subclass)
    _registered = registered


def own_subclasses(cls):
    """Classes made by workers; of a platform's ABC the platform's, for its `isinstance` asks them."""
    found = _subclasses(cls)
    if is_worker_type(cls):
        return found
    asks = type(cls) is abc.ABCMeta
    return [sub for sub in found if is_worker_type(sub) is not asks]


def register_own(cls, subclass):
    """Register a virtual subclass of an ABC. Returns the subclass, to allow usage as a class decorator."""
    if is_worker_type(cls):
        return _register(cls, subclass)
    if issubclass(type(subclass), type) and not is_worker_type(subclass):
        raise TypeError('Only classes of the worker can be registered.')
    registered = _register(cls, subclass)
    if not any(a is cls and b is subclass for a, b in _registered):
        _registered.append((cls, subclass))
    return registered
