"""Our own versions of the `functools` that read and write attributes by names given at run time.

`update_wrapper(obj, f, ('__globals__',))` is an unguarded getattr, `updated=` an unguarded setattr, and
`update_wrapper(obj, module)` copies a whole module onto an object.
"""

import functools

from .guarded_getattr import guarded_getattr
from .names import exact_name, is_denied_store
from .own_attribute import own_attribute
from .ownership import is_worker_object

_lru_cache_wrapper = functools._lru_cache_wrapper
_CacheInfo = functools._CacheInfo
_partial = functools.partial
_total_ordering = functools.total_ordering
_ASSIGNED = functools.WRAPPER_ASSIGNMENTS
_UPDATED = functools.WRAPPER_UPDATES
# Descriptive only, and harmless wherever they come from; not offered to worker code by name.
_DESCRIPTIVE = frozenset(_ASSIGNED)
_OWN_WRAPPERS = (functools.partial, _lru_cache_wrapper)


def _dict_of(obj):
    if not is_worker_object(obj):
        return obj.__dict__
    try:
        return own_attribute(obj, '__dict__')
    except AttributeError:
        return {}


def _copy(wrapper, wrapped, assigned, updated):
    for name in assigned:
        name = exact_name(name)
        if name in _DESCRIPTIVE:
            try:
                value = getattr(wrapped, name)
            except AttributeError:
                continue
        else:
            if is_denied_store(name):
                raise AttributeError(f"Attribute '{name}' cannot be copied to a wrapper.")
            try:
                value = guarded_getattr(wrapped, name)
            except AttributeError:
                continue
        setattr(wrapper, name, value)
    for name in updated:
        if name != '__dict__':
            raise AttributeError(f'Attribute {name!r} cannot be updated on a wrapper.')
        if is_worker_object(wrapped) or type(wrapped) in _OWN_WRAPPERS:
            _dict_of(wrapper).update(_dict_of(wrapped))
    wrapper.__wrapped__ = wrapped
    return wrapper


def update_wrapper(wrapper, wrapped, assigned=_ASSIGNED, updated=_UPDATED):
    """Update a wrapper function to look like the wrapped function."""
    if not (is_worker_object(wrapper) or type(wrapper) in _OWN_WRAPPERS):
        raise TypeError('Only objects of the worker can be made a wrapper.')
    return _copy(wrapper, wrapped, tuple(assigned), tuple(updated))


def wraps(wrapped, assigned=_ASSIGNED, updated=_UPDATED):
    """Decorator factory to apply update_wrapper() to a wrapper function."""
    return _partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def lru_cache(maxsize=128, typed=False):
    """Least-recently-used cache decorator."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(user_function):
        return _cached(user_function, maxsize, typed)

    return decorating_function


def _cached(user_function, maxsize, typed):
    wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return _copy(wrapper, user_function, _ASSIGNED, _UPDATED)


def cache(user_function, /):
    """Simple lightweight unbounded cache."""
    return _cached(user_function, None, False)


def total_ordering(cls):
    """Class decorator that fills in missing ordering methods."""
    if not is_worker_object(cls):
        raise TypeError('Only classes of the worker can be given ordering methods.')
    return _total_ordering(cls)
