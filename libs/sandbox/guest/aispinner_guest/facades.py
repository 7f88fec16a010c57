"""Stand-ins for the allowed modules: public names only, no module among them, nothing to write to.

A real module leads everywhere (`statistics.sys`, `json.codecs.builtins`), and writing to one would reach every
worker of the sandbox. Each activation gets its own facades, made at its first import of the module.
"""

from . import facade_modules

_set = object.__setattr__


class Facade:
    """An importable namespace. Its contents are fixed when it is made."""

    def __init__(self, name, contents):
        namespace = self.__dict__
        namespace.update(contents)
        namespace['__name__'] = name
        namespace['__all__'] = tuple(n for n in contents if n[0] != '_')

    def __setattr__(self, name, value):
        raise AttributeError(f'Modules cannot be changed: {self.__name__}.{name}')

    def __delattr__(self, name):
        raise AttributeError(f'Modules cannot be changed: {self.__name__}.{name}')

    def __getattr__(self, name):
        # `__dict__` is not consulted here: only names that are missing arrive.
        raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")

    def __repr__(self):
        return f"<module '{self.__name__}'>"

    def __dir__(self):
        return sorted(self.__all__)


Facade.__name__ = Facade.__qualname__ = 'module'


def make_facades(top, sleep):
    """The facade of the allowed top-level module `top` and those of its submodules.

    Returns `{dotted name: Facade}`. `sleep(seconds)` is what `time.sleep` becomes.
    """
    contents, submodules = facade_modules.build(top, sleep)
    made = {}
    for name, inner in submodules.items():
        facade = Facade(f'{top}.{name}', inner)
        made[f'{top}.{name}'] = facade
        contents[name] = facade
    made[top] = Facade(top, contents)
    return made
