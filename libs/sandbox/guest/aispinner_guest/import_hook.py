"""`__import__` as worker code sees it: an allow-list of exact names, answered with facades."""

from . import packages
from .facade_modules import ALLOWED, SUBMODULES, TRANSITIVE
from .facades import Facade, make_facades

# C code imports through the `__import__` of the frame that called it, and then takes the real module from
# `sys.modules` itself: `strptime` needs `_strptime`, long integers `_pylong`. All of these are preloaded.
_FOR_C_CODE = frozenset(
    '_strptime _pylong _decimal _io _struct copyreg datetime decimal functools math re time typing annotationlib '
    'warnings collections collections.abc string.templatelib encodings operator unicodedata'.split()
)

_IMPORTABLE = frozenset(ALLOWED) | frozenset(SUBMODULES)


def importable():
    """The modules that workers may import here, sorted."""
    return sorted([*ALLOWED, *packages.names()])


def not_allowed(name):
    """The message of every refused import, word for word as documented."""
    return f'Import of {name} is not allowed in worker sandbox.\nAllowed: {importable()!r}'


def is_importable(name):
    """True where `import name` works in worker code."""
    return name in _IMPORTABLE or packages.offers(name)


def make_import(sleep):
    """The `__import__` of one activation. `sleep(seconds)` is its `time.sleep`."""
    made = {}
    # `from __future__ import annotations` speaks to the compiler; what it imports is of no use.
    future = Facade('__future__', {'annotations': True, 'generator_stop': True})

    def facade(name):
        if name not in made:
            made.update(make_facades(name.partition('.')[0], sleep))
        return made[name]

    def __import__(name, globals=None, locals=None, fromlist=(), level=0):
        if type(name) is not str or type(level) is not int:
            raise TypeError('module name must be a string')
        if level:
            raise ImportError(not_allowed('.' * min(level, 3) + name))
        if type(fromlist) is list and not fromlist and name in _FOR_C_CODE:
            return None
        if (
            name == '__future__'
            and type(fromlist) is tuple
            and fromlist in (('annotations',), ('generator_stop',))
        ):
            return future
        if name not in _IMPORTABLE:
            if type(fromlist) is list and not fromlist and packages.is_loaded(name):
                return None  # as for `_FOR_C_CODE`
            if not packages.offers(name):
                _refuse(name)
        top = name.partition('.')[0]
        if packages.offers(top):
            made.update(packages.facades(top))
        if not fromlist:
            return facade(top)
        if type(fromlist) not in (tuple, list):
            raise TypeError('fromlist must be a tuple or list')
        module = facade(name)
        for wanted in fromlist:
            # Checked here: the interpreter would look for a missing name in `sys.modules`.
            if type(wanted) is not str:
                raise TypeError('Item in fromlist must be str')
            if wanted != '*' and wanted not in module.__dict__:
                if wanted in TRANSITIVE.get(name, ()) or wanted[:1] == '_':
                    _refuse(f'{name}.{wanted}')
                raise ImportError(f"cannot import name '{wanted}' from '{name}'")
        return module

    __import__.__qualname__ = '__import__'
    return __import__


def _refuse(name):
    raise ImportError(not_allowed(name))
