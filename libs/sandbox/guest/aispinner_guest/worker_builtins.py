"""The builtins of worker code: the documented list, and nothing else by name."""

import builtins

from .guarded_getattr import guarded_getattr, guarded_hasattr, load_guarded
from .instance_checks import guarded_isinstance, guarded_issubclass
from .ownership import ATTRIBUTE_GUARD
from .patterns import PATTERN_GUARD, make_pattern_guard

NAMES = """
abs all any divmod max min pow round sum
bool chr dict float format frozenset hex id int iter len list oct ord range repr reversed set slice sorted str
super tuple type zip
enumerate filter map next
hash isinstance issubclass
True False None
Exception ValueError TypeError KeyError IndexError RuntimeError StopIteration ZeroDivisionError
""".split()

_TABLE = {name: getattr(builtins, name) for name in NAMES}
_TABLE |= {'isinstance': guarded_isinstance, 'issubclass': guarded_issubclass}
_TABLE |= {'getattr': guarded_getattr, 'hasattr': guarded_hasattr, ATTRIBUTE_GUARD: load_guarded}
# What the `class` statement calls; the policy does not let it be named.
_TABLE['__build_class__'] = builtins.__build_class__


def make_builtins(print, import_hook):
    """The builtins of one activation."""
    return _TABLE | {'print': print, '__import__': import_hook, PATTERN_GUARD: make_pattern_guard()}
