"""Exact text as the keys of the caches that all workers of a sandbox share.

`re` and `strptime` remember what they have compiled by the very object they were given. A `str` of the worker's own
class says itself what it is equal to: it would be found for another worker's pattern, and answer with a regular
expression of its own.
"""

import _strptime
import re

_compile = re._compile
# Held by C code, so that nothing can be put in its way.
forget_templates = re._compile_template.cache_clear
_strptime_text = _strptime._strptime


def _exact(text):
    cls = type(text)
    if cls is not str and cls is not bytes:
        if issubclass(cls, str):
            return str.__str__(text)
        if issubclass(cls, bytes):
            return bytes.join(b'', (text,))
    return text


def _compile_exact(pattern, flags):
    if type(flags) is not int:
        if not issubclass(type(flags), int):
            raise TypeError('flags must be an integer')
        flags = int.__int__(flags)
    return _compile(_exact(pattern), flags)


def _strptime_exact(data_string, format='%a %b %d %H:%M:%S %Y'):
    return _strptime_text(data_string, _exact(format))


def use_exact_keys():
    """Puts them in the way of those caches. Call before either module has done anything."""
    re._compile = _compile_exact
    _strptime._strptime = _strptime_exact
