"""Our own `functools.singledispatch`: the original evaluates annotation strings with the real builtins.

Annotations that are classes work as in the original; one that is text is looked up as a plain name in the
function's module, never evaluated.
"""

import functools
import types

_find_impl = functools._find_impl
_globals_of = types.FunctionType.__dict__['__globals__'].__get__
_builtins_of = types.FunctionType.__dict__['__builtins__'].__get__
_UNION = type(int | str)


def _is_class(value):
    return issubclass(type(value), type)


def _classes_of(value):
    """The classes that `value` stands for, or None."""
    if _is_class(value):
        return (value,)
    if value is None:
        return (type(None),)
    if type(value) is _UNION and all(_is_class(arg) for arg in value.__args__):
        return value.__args__
    return None


def _first_annotation(func):
    found = getattr(func, '__annotations__', None)
    if type(found) is not dict or not found:
        raise TypeError(
            f'Invalid first argument to `register()`: {func!r}. Use either `@register(some_class)` '
            'or plain `@register` on an annotated function.'
        )
    name, value = next(iter(found.items()))
    if type(value) is str:
        if type(func) is not types.FunctionType or not value.isidentifier():
            raise TypeError(f'Annotation {value!r} of {name!r} is text; use `@register(some_class)`.')
        for scope in (_globals_of(func), _builtins_of(func)):
            if value in scope:
                value = scope[value]
                break
    classes = _classes_of(value)
    if classes is None:
        raise TypeError(f'Invalid annotation for {name!r}. {value!r} is not a class.')
    return classes


def singledispatch(func):
    """Single-dispatch generic function decorator."""
    registry = {object: func}

    def dispatch(cls):
        """The implementation that runs for an argument of class `cls`."""
        return registry[cls] if cls in registry else _find_impl(cls, registry)

    def register(cls, func=None):
        """Registers an implementation for a class, a union, or a function's annotation."""
        classes = _classes_of(cls) if cls is not None else None
        if classes is None or (func is None and not _is_class(cls) and type(cls) is not _UNION):
            if func is not None:
                raise TypeError(
                    f'Invalid first argument to `register()`. {cls!r} is not a class or union type.'
                )
            func = cls
            classes = _first_annotation(func)
        elif func is None:
            return lambda f: register(cls, f)
        for one in classes:
            registry[one] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, '__name__', 'singledispatch function')
    register.__name__, dispatch.__name__ = 'register', 'dispatch'
    wrapper.register, wrapper.dispatch = register, dispatch
    wrapper.registry = types.MappingProxyType(registry)
    return _look_like(wrapper, func)


def _look_like(wrapper, func):
    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        value = getattr(func, name, None)
        if value is not None:
            setattr(wrapper, name, value)
    wrapper.__wrapped__ = func
    return wrapper


class singledispatchmethod:
    """Single-dispatch generic method descriptor."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Registers a method for a class, a union, or its annotation."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch

        def method(*args, **kwargs):
            if not args:
                raise TypeError(
                    f'{getattr(self.func, "__name__", "method")} requires at least 1 positional argument'
                )
            found = dispatch(args[0].__class__)
            return found.__get__(obj, cls)(*args, **kwargs)

        method.register = self.register
        return _look_like(method, self.func)
