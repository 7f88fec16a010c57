"""What a function is called and says of itself can be changed on a worker's own functions only.

`json.dumps.__doc__ = ...` would be read by every worker of the sandbox; with `json.dumps.__dict__ = ...` one hands
them an object of its own, and what is in `json.dumps.__kwdefaults__` are their defaults too: of those they see copies.
"""

import types

from .function_attributes import is_shared_function

_NAMES = '__dict__ __doc__ __name__ __qualname__ __module__ __annotations__ __annotate__ __type_params__ __defaults__ __kwdefaults__'
_HOLD_DICTIONARIES = ('__dict__', '__annotations__', '__kwdefaults__')


def _guarded(name):
    field = types.FunctionType.__dict__[name]
    get, write, delete = field.__get__, field.__set__, field.__delete__

    def read_copy(function):
        value = get(function)
        return dict(value) if type(value) is dict and is_shared_function(function) else value

    read = read_copy if name in _HOLD_DICTIONARIES else get

    def check(function, change):
        if is_shared_function(function) and change != (read(function),):
            raise AttributeError(f"'{name}' of a function of the library cannot be changed.")

    def set(function, value):
        check(function, (value,))
        write(function, value)

    def remove(function):
        check(function, ())
        delete(function)

    return property(read, set, remove)


GUARDED_FIELDS = {name: _guarded(name) for name in _NAMES.split()}
