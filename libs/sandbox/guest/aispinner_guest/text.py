"""Text on its way out of the sandbox: exact, bounded, free of lone surrogates (which no UTF-8 can hold)."""

import re

_str = str
_SURROGATE = re.compile('[\ud800-\udfff]')
_replace_surrogates = _SURROGATE.sub
_find_surrogate = _SURROGATE.search


def exact_text(value):
    """`str(value)` as an exact `str`. Runs the object's own `__str__`."""
    text = value if type(value) is _str else _str(value)
    return text if type(text) is _str else _str.__str__(text)


def has_surrogate(text):
    """True where the exact str `text` holds a lone surrogate."""
    return not text.isascii() and _find_surrogate(text) is not None


def without_surrogates(text):
    """`text` with each lone surrogate replaced by U+FFFD."""
    return text if text.isascii() else _replace_surrogates('\ufffd', text)


def cut(text, limit):
    """`text` in at most `limit` characters; where it was longer, its end says so."""
    if len(text) <= limit:
        return text
    mark = f'... [cut, {len(text)} characters]'
    return text[: limit - len(mark)] + mark
