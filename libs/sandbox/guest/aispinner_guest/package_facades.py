"""What worker code sees of a package: its public names, and of its modules the public ones."""

import builtins
import sys
import types

from .facades import Facade
from .package_imports import is_left_out

# Not meant for users, or open the host's side: native memory, compilers, test runners, setters by name.
_CLOSED = {
    '': frozenset('compat rebuild setup tzwin conftest'.split()),
    'numpy': frozenset('core'.split()),
    'pandas': frozenset('core util'.split()),
}

# Of these modules only names that begin so: the rest runs programs.
_ONLY = {'numpy.testing': 'assert_'}

_DANGEROUS = frozenset(
    id(getattr(builtins, name))
    for name in 'exec eval compile open __import__ getattr setattr delattr vars globals locals dir input breakpoint'.split()
)


def make_package_facades(module):
    """`{dotted name: Facade}` of a top-level package and of the public modules in it."""
    made = {}
    _make(module, made)
    for name, facade in made.items():
        _name_again(sys.modules[name], facade, made)
    return made


def _is_closed(top, attribute):
    return attribute in _CLOSED[''] or attribute in _CLOSED.get(top, ()) or is_left_out(attribute)


def _public(module):
    """The names in `__all__` and those of the package's own things beside them; without it, all."""
    namespace = vars(module)
    listed = namespace.get('__all__')
    top = module.__name__.partition('.')[0]
    for name in list(namespace) if not listed else [*listed, *namespace]:
        if type(name) is not str or name[:1] == '_':
            continue
        home = getattr(namespace.get(name), '__module__', None)
        if not listed or name in listed or type(home) is str and home.partition('.')[0] == top:
            yield name


def _make(module, made):
    name = module.__name__
    top = name.partition('.')[0]
    contents = {'__doc__': module.__doc__}
    version = vars(module).get('__version__')
    if type(version) is str:
        contents['__version__'] = version
    only = _ONLY.get(name, '')
    for attribute in _public(module):
        if not attribute.startswith(only):
            continue
        value = vars(module).get(attribute, _DANGEROUS)
        if value is _DANGEROUS or id(value) in _DANGEROUS or isinstance(value, types.ModuleType):
            continue
        contents[attribute] = _read_only(value)
    for attribute, value in list(vars(module).items()):
        inner = f'{name}.{attribute}'
        if attribute[:1] == '_' or _is_closed(top, attribute) or sys.modules.get(inner) is not value:
            continue
        if type(value) is types.ModuleType:
            contents[attribute] = _make(value, made)
    made[name] = Facade(name, contents)
    return made[name]


def _read_only(value):
    """A copy of a table (`numpy.sctypeDict`): what one worker put into the package's own, others would find."""
    if type(value) is dict:
        return types.MappingProxyType(dict(value))
    if type(value) is set:
        return frozenset(value)
    return tuple(value) if type(value) is list else value


def _name_again(module, facade, made):
    """A public module may go by a second name: `numpy.emath` is `numpy.lib.scimath`."""
    for attribute in _public(module):
        value = vars(module).get(attribute)
        if type(value) is types.ModuleType and attribute not in facade.__dict__ and value.__name__ in made:
            facade.__dict__[attribute] = made[value.__name__]
