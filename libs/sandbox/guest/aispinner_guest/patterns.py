"""Class patterns with positions (`case Point(x, y)`) read attributes whose names the class chooses at run time.

The compiler turns the class of such a pattern into `guard.cls`, where `guard` was made just before the match.
Reading it gives a stand-in that asks the real class whether it matches, but whose `__match_args__` were checked
and cannot change any more.
"""

from .names import GUARDED, is_denied, refusal, type_name
from .ownership import is_worker_type

PATTERN_GUARD = '<pattern>'
# A pattern of these binds the subject itself; so does one of their subclasses.
SELF_MATCHING = (bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
_MAX_CACHED = 256
_isinstance = isinstance
_MISSING = object()


def _stand_in(cls, match_args):
    bases, namespace = (), {}
    if match_args is _MISSING:
        bases = tuple(base for base in SELF_MATCHING if issubclass(cls, base))[:1]
        if not bases:
            namespace['__match_args__'] = ()
    else:
        if type(match_args) is tuple:
            for name in match_args:
                if type(name) is str and (is_denied(name) or name in GUARDED):
                    raise AttributeError(refusal(name))
        namespace['__match_args__'] = match_args
    asks = {'__instancecheck__': lambda _, obj: _isinstance(obj, cls)}
    return type('pattern', (type,), asks)(type_name(cls), bases, namespace)


class _PatternGuard:
    __slots__ = ('cls_of',)

    def __init__(self, cls_of):
        self.cls_of = cls_of

    @property
    def cls(self):
        return self.cls_of()


def make_pattern_guard():
    """The guard of one activation: `guard(lambda: Point).cls` is what the pattern asks."""
    cache = {}

    def guard(resolve):
        def cls_of():
            cls = resolve()
            # A class of the platform cannot be changed, and something else is no class: the interpreter says so.
            if not issubclass(type(cls), type) or not is_worker_type(cls):
                return cls
            match_args = getattr(cls, '__match_args__', _MISSING)
            known = cache.get(id(cls))
            if known is None or known[0] is not cls or known[1] is not match_args:
                if len(cache) >= _MAX_CACHED:
                    cache.clear()
                known = cache[id(cls)] = (cls, match_args, _stand_in(cls, match_args))
            return known[2]

        return _PatternGuard(cls_of)

    return guard
