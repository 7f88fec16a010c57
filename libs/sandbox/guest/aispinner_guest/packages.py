"""The installed packages: which there are, and what worker code sees of them.

A package is foreign code that was never written to hold anyone in: its modules lead to `os`, and some of its
functions evaluate text or unpickle. Facades keep what leads nowhere in reach of honest code; what they miss, the
gate contains.
"""

import builtins
import sys
import types

from .facades import Facade

_names = []
# `{top-level name: {dotted name: Facade}}`; empty in a sandbox that was started without them.
_facades = {}
_loaded = frozenset()

# Modules that no worker needs and that open the host's side: native memory, compilers, test runners.
_CLOSED = frozenset('ctypeslib f2py distutils testing tests test conftest setup compat tzwin rebuild'.split())

_DANGEROUS = frozenset(
    id(getattr(builtins, name))
    for name in 'exec eval compile open __import__ getattr setattr delattr vars globals locals dir input breakpoint'.split()
)


def names():
    """The top-level modules that workers may import."""
    return tuple(_names)


def offers(name):
    """True where `import name` is right in worker code, of a package or of a public module in it."""
    top, dot, _ = name.partition('.')
    if top not in _names:
        return False
    return not dot or not _facades or name in _facades[top]


def is_loaded(name):
    """True for a module that C code of a package may ask for: it takes the real one from `sys.modules` itself."""
    return name in _loaded


def facades(top):
    """`{dotted name: Facade}` of an installed package. ImportError where this sandbox is one without it."""
    if top not in _facades:
        raise ImportError(
            f'{top} is installed, but this sandbox was started without it: name it in an import statement.'
        )
    return _facades[top]


def name(modules):
    """Takes note of what is installed."""
    _names[:] = sorted(modules)


def load(modules, folder):
    """Imports the packages from `folder` and makes their facades."""
    global _loaded
    sys.path.append(folder)
    _close_pickle()
    for top in modules:
        _import_all(top)
    sys.path.remove(folder)
    sys.path_importer_cache.clear()
    name(modules)
    for top in modules:
        made = {}
        _make_facade(sys.modules[top], made)
        _facades[top] = made
    _loaded = frozenset(sys.modules)


def _close_pickle():
    """Unpickling calls whatever the text names. `numpy.load(allow_pickle=True)` must not be the way to it."""
    import pickle

    def refuse(*args, **kwargs):
        raise ValueError('Pickled objects cannot be read in worker sandbox.')

    class Unpickler:
        """Refuses to be made; packages derive from it."""

        def __init__(self, *args, **kwargs):
            refuse()

    pickle.load = pickle.loads = pickle._load = pickle._loads = refuse
    pickle.Unpickler = pickle._Unpickler = Unpickler
    for module in (sys.modules.get('_pickle'), sys.modules.get('_compat_pickle')):
        for attribute in ('load', 'loads'):
            if hasattr(module, attribute):
                setattr(module, attribute, refuse)
        if hasattr(module, 'Unpickler'):
            module.Unpickler = Unpickler


def _import_all(top):
    """Imports the package and its public modules: after the gate is cut, nothing can be imported."""
    import importlib
    import pkgutil

    package = importlib.import_module(top)
    for found in pkgutil.iter_modules(getattr(package, '__path__', [])):
        if found.name[0] == '_' or found.name in _CLOSED:
            continue
        try:
            importlib.import_module(f'{top}.{found.name}')
        except Exception:
            continue  # it wants what is not installed, or another system


def _make_facade(module, made):
    contents = {'__doc__': module.__doc__}
    version = vars(module).get('__version__')
    if type(version) is str:
        contents['__version__'] = version
    public = vars(module).get('__all__') or [n for n in vars(module) if n[:1] != '_']
    for attribute in public:
        value = vars(module).get(attribute)
        if type(attribute) is not str or attribute in _CLOSED or attribute[:1] == '_' or id(value) in _DANGEROUS:
            continue
        if isinstance(value, types.ModuleType):
            continue
        if value is not None:
            contents[attribute] = value
    for attribute, value in vars(module).items():
        inner = f'{module.__name__}.{attribute}'
        if attribute[:1] == '_' or attribute in _CLOSED or sys.modules.get(inner) is not value:
            continue
        if type(value) is types.ModuleType:
            contents[attribute] = _make_facade(value, made)
    made[module.__name__] = Facade(module.__name__, contents)
    return made[module.__name__]
