"""The installed packages: which there are, and what worker code sees of them.

A package is foreign code that was never written to hold anyone in: its modules lead to `os`, and some of its
functions evaluate text or unpickle. Facades keep what leads nowhere in reach of honest code; what they miss, the
gate contains.
"""

import json
import sys

from . import package_imports, time_zones
from .close_pickle import close_pickle
from .package_adaptations import adapt_packages
from .package_facades import make_package_facades
from .package_state import find_package_state

_names = []
# `{top-level name: {dotted name: Facade}}`; empty in a sandbox that was started without them.
_facades = {}
_loaded = frozenset()


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


def survey(modules, folder, result):
    """Writes to the file `result` what is to be imported, in order, for all of `folder` to be there."""
    with open(result, 'w') as f:
        json.dump(package_imports.survey(modules, folder), f)


def load(modules, folder, imports):
    """Imports what is installed in `folder`, as the file `imports` lists it, and makes the facades of `modules`."""
    global _loaded
    with open(imports) as f:
        package_imports.import_listed(json.load(f), modules, folder)
    time_zones.keep(folder)
    sys.path_importer_cache.clear()
    close_pickle()
    adapt_packages()
    find_package_state()
    name(modules)
    for top in modules:
        _facades[top] = make_package_facades(sys.modules[top])
    _loaded = frozenset(sys.modules)
