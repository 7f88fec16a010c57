"""`ctx.state`: what survives a restart. Every call goes through to the host at once."""

from .encode_json import from_json, to_json
from .names import type_name
from .sealed_class import Sealed, fill_methods
from .text import has_surrogate

MAX_VALUE_BYTES = 512 * 1024
MAX_KEY_LENGTH = 256


class State(Sealed):
    __slots__ = ('get', 'set', 'delete', 'keys', 'get_all')


type.__setattr__(State, '__name__', 'ctx.state')


def check_key(key):
    """`key` as an exact str; TypeError or ValueError where it cannot be a key."""
    if not issubclass(type(key), str):
        raise TypeError(f'A state key must be a str, not {type_name(type(key))}.')
    key = str.__str__(key)
    if not 1 <= len(key) <= MAX_KEY_LENGTH:
        raise ValueError(f'A state key must have 1 to {MAX_KEY_LENGTH} characters, not {len(key)}.')
    if '\0' in key or has_surrogate(key):
        raise ValueError('A state key must not hold a NUL character or a lone surrogate.')
    return key


def make_state(call):
    """`ctx.state` of one activation. `call(method, args)` asks the host."""

    def get(self, key, default=None):
        answer = call('state.get', {'key': check_key(key)})
        return from_json(answer['valueJson']) if answer['found'] else default

    def set(self, key, value):
        key = check_key(key)
        call('state.set', {'key': key, 'valueJson': to_json(value, MAX_VALUE_BYTES)})

    def delete(self, key):
        return call('state.delete', {'key': check_key(key)})['deleted']

    def keys(self):
        return call('state.keys', {})

    def get_all(self):
        return {key: from_json(text) for key, text in call('state.get_all', {})['entries']}

    state = State()
    fill_methods(state, get, set, delete, keys, get_all)
    return state
