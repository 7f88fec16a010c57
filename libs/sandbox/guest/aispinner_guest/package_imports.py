"""Imports every module of the installed packages, and what they import of the standard library at first use.

numpy and pandas import much late: in functions, from C, when something is printed for the first time. Once the
gate is cut there are no files to import from, so all of it has to be there before.
"""

import contextlib
import dis
import importlib
import pkgutil
import sys
import types

# No worker needs them, and they are large, start something, or are meant for other systems. `matlib` says of itself
# that it is not to be used, and imports by a `*` what is left out here.
_LEFT_OUT = frozenset(
    """
    tests test conftest setup testing_data benchmarks examples _examples _pyinstaller f2py distutils ctypeslib
    tzwin rebuild _simd testutils mypy_plugin print_coercion_tables matlib
    """.split()
)
_LEFT_OUT_OF_LIBRARY = frozenset(
    """
    __main__ antigravity this test idlelib tkinter turtle turtledemo ensurepip venv lib2to3 doctest unittest pdb
    pydoc pydoc_data asyncio webbrowser readline curses
    """.split()
)
# `read_csv('https://...')` then raises an ordinary ImportError; the look-up of a host name would end the process, and
# with it the sandbox of the other workers. `xml.sax` would bring them, for what is read from an address.
_NETWORK_CLIENTS = frozenset('urllib.request http.client ftplib smtplib socket ssl xml.sax xml.dom.pulldom'.split())


def survey(modules, folder):
    """Imports `modules`, then all that `folder` holds, then what they would import late. Returns the names of what
    came, in order. Raises what one of `modules` raises; others may want what is not installed, or another system."""
    before = set(sys.modules)
    with _on_path(folder):
        for top in modules:
            importlib.import_module(top)
        # A folder without `__init__` is not among what is found, but may be one of `modules`.
        for top in dict.fromkeys([*modules, *(found.name for found in pkgutil.iter_modules([folder]))]):
            _import_tree(top)
        seen = set()
        while todo := [name for name in sys.modules if name not in seen]:
            seen.update(todo)
            for wanted in sorted(set().union(*(_late_imports(sys.modules[name], folder) for name in todo))):
                _import_if_possible(wanted)
    return [name for name in sys.modules if name not in before]


def import_listed(names, modules, folder):
    """Imports what a survey has found. Raises what one of `modules` raises."""
    with _on_path(folder):
        for top in modules:
            importlib.import_module(top)
        for name in names:
            _import_if_possible(name)


@contextlib.contextmanager
def _on_path(folder):
    sys.path.append(folder)
    yield
    sys.path.remove(folder)


def is_left_out(name):
    """True for the last part of a module's name that is not imported."""
    return name in _LEFT_OUT or name == '__main__' or name.endswith('_tests')


def _import_tree(name):
    module = _import_if_possible(name)
    for found in pkgutil.iter_modules(getattr(module, '__path__', ())):
        if not is_left_out(found.name):
            _import_tree(f'{name}.{found.name}')


def _import_if_possible(name):
    """The module, or None."""
    try:
        return importlib.import_module(name)
    except MemoryError:
        raise
    except BaseException:  # a module may even end the program, or skip itself as a test does
        return None


def _late_imports(module, folder):
    """Modules of the standard library that functions of a package import; of a module of the standard library,
    only those of its own package."""
    spec = getattr(module, '__spec__', None)
    get_code = getattr(getattr(spec, 'loader', None), 'get_code', None)
    code = get_code(spec.name) if get_code is not None else None
    is_ours = (getattr(spec, 'origin', None) or '').startswith(folder)
    own = getattr(spec, 'name', '').partition('.')[0]
    found = set()
    todo = [code] if code is not None else []
    while todo:
        code = todo.pop()
        todo.extend(inner for inner in code.co_consts if type(inner) is types.CodeType)
        for wanted, level, names in dis._find_imports(code):
            top = wanted.partition('.')[0]
            if level or top not in sys.stdlib_module_names or top in _LEFT_OUT_OF_LIBRARY:
                continue
            if is_ours or top == own:
                found.add(wanted)
                found.update(f'{wanted}.{name}' for name in names or ())
    return {name for name in found if not any(f'{name}.'.startswith(f'{client}.') for client in _NETWORK_CLIENTS)}
