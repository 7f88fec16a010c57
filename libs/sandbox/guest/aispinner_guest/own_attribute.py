"""The guarded attributes of a worker's object, read from the object itself.

An object of the worker may pass the question on: an instance of its subclass of `super`, or of the class of
`list[int]`, answers with the attributes of whatever it was made for, and the `__dict__` of a platform's class is a
door to changing it. So these are looked up as `object` and `type` do it, unless the worker's own
`__getattribute__` or `__getattr__` answers.
"""

import types

from .ownership import is_worker_function

_getattr = getattr
_of_object = object.__getattribute__
_of_type = type.__getattribute__
_method_function = types.MethodType.__dict__['__func__'].__get__


def own_attribute(obj, name):
    """The value of the guarded attribute `name` of `obj`, an object of the worker. Raises AttributeError."""
    cls = type(obj)
    if cls is types.MethodType:
        return own_attribute(_method_function(obj), name)
    if is_worker_function(_of_type(cls, '__getattribute__')):
        return _getattr(obj, name)
    try:
        return plain_attribute(obj, name)
    except AttributeError:
        try:
            hook = _of_type(cls, '__getattr__')
        except AttributeError:
            hook = None
        if not is_worker_function(hook):
            raise
    return hook(obj, name)


def plain_attribute(obj, name):
    """The same past every override: what `object.__getattribute__` and `type.__getattribute__` find."""
    read = _of_type if issubclass(type(obj), type) else _of_object
    return read(obj, name)
