"""Values of the worker as JSON text, without running a single method of theirs.

Exact types; a subclass is stored as the base it is built on, read through the base's own methods. What JSON
cannot hold is refused in a sentence. A tuple comes back as a list; a key that is a number, a bool or None, as text.
"""

import collections
import json
import json.decoder
import json.encoder
import json.scanner

from .names import type_name
from .text import has_surrogate

_quote = json.encoder.encode_basestring
_float_repr = float.__repr__
_int_repr = int.__repr__
_INFINITY = float('inf')
_scan = json.scanner.c_make_scanner(json.decoder.JSONDecoder())
_ordered_items = collections.OrderedDict.items
MAX_DEPTH = 100


class _Encoder:
    __slots__ = ('parts', 'size', 'limit')

    def __init__(self, limit):
        self.parts, self.size, self.limit = [], 0, limit

    def add(self, text):
        self.size += len(text)
        if self.size > self.limit:
            raise ValueError(f'The value is larger than {self.limit // 1024} KB as JSON.')
        self.parts.append(text)

    def text(self, value):
        if len(value) > self.limit:
            raise ValueError(f'The value is larger than {self.limit // 1024} KB as JSON.')
        if has_surrogate(value):
            raise ValueError('The value holds a lone surrogate, which is not text.')
        self.add(_quote(value))

    def encode(self, value, depth):
        cls = type(value)
        if cls is str:
            self.text(value)
        elif value is None:
            self.add('null')
        elif cls is bool:
            self.add('true' if value else 'false')
        elif cls is int:
            self.integer(value)
        elif cls is float:
            self.number(value)
        elif depth >= MAX_DEPTH:
            if issubclass(cls, (dict, list, tuple)):
                raise ValueError(f'The value is nested deeper than {MAX_DEPTH} levels, or holds itself.')
            self.other(value, cls, depth)
        elif cls is list or cls is tuple:
            self.items(value, depth)
        elif cls is dict:
            self.pairs(dict.items(value), depth)
        else:
            self.other(value, cls, depth)

    def integer(self, value):
        try:
            self.add(_int_repr(value))
        except ValueError as e:
            if self.size > self.limit:
                raise
            raise ValueError('The value holds an integer of more than 4300 digits.') from e

    def number(self, value):
        if value != value or value == _INFINITY or value == -_INFINITY:
            raise ValueError(f'The value holds {_float_repr(value)}, which JSON cannot hold.')
        self.add(_float_repr(value))

    def items(self, values, depth):
        self.add('[')
        first = True
        for value in values:
            if not first:
                self.add(',')
            first = False
            self.encode(value, depth + 1)
        self.add(']')

    def pairs(self, pairs, depth):
        self.add('{')
        first = True
        for key, value in pairs:
            if not first:
                self.add(',')
            first = False
            self.text(key if type(key) is str else _key_text(key))
            self.add(':')
            self.encode(value, depth + 1)
        self.add('}')

    def other(self, value, cls, depth):
        if issubclass(cls, str):
            self.text(str.__str__(value))
        elif issubclass(cls, int):
            self.integer(int.__int__(value))
        elif issubclass(cls, float):
            self.number(float.__float__(value))
        elif cls is collections.OrderedDict:
            self.pairs(_ordered_items(value), depth)
        elif issubclass(cls, dict):
            self.pairs(dict.items(value), depth)
        elif issubclass(cls, list):
            self.items(list.__iter__(value), depth)
        elif issubclass(cls, tuple):
            self.items(tuple.__iter__(value), depth)
        else:
            raise TypeError(
                f'A value of type {type_name(cls)} cannot be stored; use None, bool, int, float, str, list or dict.'
            )


def _key_text(key):
    """A key that is no text, as `json.dumps` would write it."""
    cls = type(key)
    if issubclass(cls, str):
        return str.__str__(key)
    if key is None:
        return 'null'
    if cls is bool:
        return 'true' if key else 'false'
    if issubclass(cls, int):
        return _int_repr(key)
    if issubclass(cls, float):
        text = _float_repr(key)
        if text in ('nan', 'inf', '-inf'):
            raise ValueError(f'A key of a stored dict is {text}, which JSON cannot hold.')
        return text
    raise TypeError(f'Keys of a stored dict must be str, int, float, bool or None, not {type_name(cls)}.')


def to_json(value, limit):
    """`value` as JSON text of at most `limit` bytes in UTF-8. Raises TypeError or ValueError."""
    encoder = _Encoder(limit)
    encoder.encode(value, 0)
    text = ''.join(encoder.parts)
    if not text.isascii() and len(text.encode()) > limit:
        raise ValueError(f'The value is larger than {limit // 1024} KB as JSON.')
    return text


def from_json(text):
    """The value of JSON text. Raises ValueError where it is none."""
    try:
        return _scan(text, 0)[0]
    except StopIteration as e:
        raise ValueError('Not JSON.') from e
