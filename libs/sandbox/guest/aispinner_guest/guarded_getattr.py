"""`getattr` and `hasattr` for worker code, and the attributes that depend on whose object it is.

Attribute access written in source is checked when the worker is compiled and then runs at full speed; only
the guarded names of names.py are compiled into a call of `load_guarded`.
"""

import types

from .names import (
    DENIED_PLAIN,
    GUARDED,
    exact_name,
    is_denied,
    is_denied_store,
    refusal,
)
from .own_attribute import own_attribute, plain_attribute
from .ownership import is_worker_function, is_worker_object, is_worker_type

_getattr = getattr
_MISSING = object()
_OF_OWN_OBJECTS = frozenset('__dict__ __annotations__ __defaults__ __kwdefaults__'.split())
_HEAP_TYPE = 1 << 9
_type_flags = type.__dict__['__flags__'].__get__
_SLOTS = (types.MethodWrapperType, types.WrapperDescriptorType)
_method_wrapper_self = types.MethodWrapperType.__dict__['__self__'].__get__
_OF_METHODS = {name: types.MethodType.__dict__[name].__get__ for name in ('__self__', '__func__')}


def load_guarded(obj, name):
    """The value of a guarded attribute, where `obj` is the worker's own; else AttributeError."""
    if name in _OF_OWN_OBJECTS:
        if is_worker_object(obj):
            return own_attribute(obj, name)
        if issubclass(type(obj), BaseException):
            return _getattr(obj, name)
        raise AttributeError(refusal(name))
    if name in _OF_METHODS:
        return _of_method(obj, name)
    if name == '__getattribute__':
        return _guard_reads(_getattr(obj, name))
    if name == '__setattr__' or name == '__delattr__':
        return _guard_writes(_getattr(obj, name))
    # the names of the class graph
    if is_worker_object(obj):
        return own_attribute(obj, name)
    # A builtin in C has only builtins above it; its subclasses are everybody's. What is no class may
    # pass the question on to one (`list[int]` does).
    is_class = issubclass(type(obj), type)
    if not is_class or name == '__subclasses__' or _type_flags(obj) & _HEAP_TYPE:
        raise AttributeError(refusal(name))
    return _getattr(obj, name)


def _of_method(obj, name):
    if type(obj) is types.MethodType:
        # Of a function of the worker: calling it would hand over the same two.
        if is_worker_function(_OF_METHODS['__func__'](obj)):
            return _OF_METHODS[name](obj)
    elif is_worker_type(type(obj)):
        return own_attribute(obj, name)
    raise AttributeError(refusal(name))


def _target(underlying, args, arity):
    """The object an (un)bound slot method works on."""
    if len(args) > arity:
        return args[0]
    if type(underlying) is types.MethodWrapperType:
        return _method_wrapper_self(underlying)
    return _MISSING


def _guard_reads(underlying):
    def __getattribute__(*args):
        if args:
            name = exact_name(args[-1])
            args = args[:-1] + (name,)
            if is_denied(name):
                raise AttributeError(refusal(name))
            if name in GUARDED:
                target = _target(underlying, args, 1)
                if target is not _MISSING and not is_worker_object(target):
                    raise AttributeError(refusal(name))
                if name in ('__getattribute__', '__setattr__', '__delattr__'):
                    raise AttributeError(refusal(name))
                if target is not _MISSING and type(underlying) in _SLOTS:
                    return plain_attribute(target, name)
        return underlying(*args)

    return __getattribute__


def _guard_writes(underlying):
    deletes = _getattr(underlying, '__name__', '') == '__delattr__'
    arity = 1 if deletes else 2

    def __setattr__(*args):
        if len(args) >= arity:
            at = len(args) - arity
            name = exact_name(args[at])
            args = args[:at] + (name,) + args[at + 1 :]
            target = _target(underlying, args, arity)
            if is_denied_store(name):
                raise AttributeError(refusal(name))
            if target is not _MISSING and not is_worker_object(target):
                raise AttributeError(f"Attribute '{name}' can be set on a worker's own objects only.")
        return underlying(*args)

    return __setattr__


def guarded_getattr(obj, name, default=_MISSING, /):
    """`getattr` under the same rule as attribute access in source."""
    if type(name) is not str:
        name = exact_name(name)
    try:
        if name[:2] == '__' or name in DENIED_PLAIN or name == 'mro':
            if is_denied(name):
                raise AttributeError(refusal(name))
            if name in GUARDED:
                return load_guarded(obj, name)
        return _getattr(obj, name)
    except AttributeError:
        if default is _MISSING:
            raise
        return default


def guarded_hasattr(obj, name, /):
    """`hasattr` under the same rule: what may not be read is not there."""
    try:
        guarded_getattr(obj, name)
    except AttributeError:
        return False
    return True


guarded_getattr.__name__ = guarded_getattr.__qualname__ = 'getattr'
guarded_hasattr.__name__ = guarded_hasattr.__qualname__ = 'hasattr'
