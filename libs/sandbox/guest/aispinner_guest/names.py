"""Which attribute names worker code may use: the one rule behind every way of naming an attribute.

The syntax check, `getattr`, format strings and class patterns all ask here. Names are sorted into three:
allowed, denied (they lead from an object to the interpreter around it), and guarded (honest on the worker's
own objects only; decided when the object is known, see guarded_getattr.py).
Names between double underscores that anything in the interpreter has are denied unless listed, so that what a
new version adds is denied too; names of the author's own (`__tablename__`) are theirs.
"""

import sys

# No leading underscore, yet a frame, a code object or a closure's content is one step away.
DENIED_PLAIN = frozenset(
    'gi_frame gi_code gi_yieldfrom cr_frame cr_code cr_await cr_origin ag_frame ag_code ag_await '
    'tb_frame f_back f_builtins f_code f_globals f_locals f_trace f_trace_lines f_trace_opcodes f_generator '
    'f_lasti cell_contents co_code co_consts co_names'.split()
)

GUARDED = frozenset(
    '__dict__ __annotations__ __defaults__ __kwdefaults__ __self__ __func__ __mro__ __bases__ __base__ mro __subclasses__ '
    '__getattribute__ __setattr__ __delattr__'.split()
)

_OPERATORS = 'add sub mul matmul truediv floordiv mod pow lshift rshift and or xor'.split()

ALLOWED_DUNDERS = frozenset(
    """
    __init__ __new__ __del__ __call__ __repr__ __str__ __bytes__ __format__ __hash__ __bool__
    __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __getattr__
    __len__ __length_hint__ __getitem__ __setitem__ __delitem__ __missing__ __iter__ __next__ __reversed__
    __contains__ __neg__ __pos__ __abs__ __invert__ __divmod__ __rdivmod__ __complex__ __int__ __float__
    __index__ __round__ __trunc__ __floor__ __ceil__
    __enter__ __exit__ __aenter__ __aexit__ __await__ __aiter__ __anext__
    __get__ __set__ __delete__ __set_name__ __init_subclass__ __class_getitem__ __prepare__
    __instancecheck__ __subclasscheck__ __subclasshook__ __copy__ __deepcopy__ __replace__ __sizeof__ __dir__
    __name__ __qualname__ __doc__ __module__ __class__ __type_params__ __slots__ __match_args__
    __wrapped__ __isabstractmethod__ __abstractmethods__ __cause__ __context__ __suppress_context__
    __traceback__ __notes__ __origin__ __args__ __parameters__ __value__ __bound__ __static_attributes__
    __firstlineno__ __version__ __author__ __all__ __license__ __date__ __email__ __status__ __weakref__
    __array__ __array_ufunc__ __array_function__ __array_finalize__ __array_wrap__ __array_priority__
    """.split()
    + [f'__{prefix}{name}__' for prefix in ('', 'r', 'i') for name in _OPERATORS]
)

# Names that may never be bound or read as a plain name: whoever binds `__builtins__` chooses the builtins of
# every function defined after it.
DENIED_BINDINGS = frozenset(
    '__builtins__ __build_class__ __loader__ __spec__ __package__ __path__ __file__'.split()
)

# Reading is guarded; writing them would change the shape of a class, or of a function that others share.
DENIED_STORES = frozenset('__bases__ __base__ __mro__ __subclasses__ __defaults__ __kwdefaults__'.split())


# Filled before the snapshot; these never appear in a namespace.
_platform_dunders = {
    '__globals__',
    '__code__',
    '__closure__',
    '__builtins__',
    '__import__',
}


def remember_platform_names(types):
    """Takes every name between double underscores of these types and of all loaded modules as the platform's."""
    for namespace in [vars(cls) for cls in types] + [
        vars(m) for m in sys.modules.values() if type(m) is type(sys)
    ]:
        for name in list(namespace):
            if type(name) is str and name[:2] == '__' and name[-2:] == '__':
                _platform_dunders.add(name)


def is_denied(name):
    """True where `name` (an exact `str`) must not be used as an attribute at all."""
    if name[:2] == '__' and name[-2:] == '__' and len(name) > 4:
        return name in _platform_dunders and name not in ALLOWED_DUNDERS and name not in GUARDED
    return name in DENIED_PLAIN


def is_denied_store(name):
    """True where the attribute `name` must not be assigned or deleted."""
    return is_denied(name) or name in DENIED_STORES


def refusal(name):
    """The sentence a worker's author reads."""
    return f"Attribute '{name}' is not available in worker sandbox."


def exact_name(name):
    """`name` as an exact `str`; a subclass could answer the check and the use differently."""
    if type(name) is str:
        return name
    if issubclass(type(name), str):
        return str.__str__(name)
    raise TypeError('attribute name must be string, not ' + repr(type_name(type(name))))


_type_name = type.__dict__['__name__'].__get__


def type_name(cls):
    """The name of a class, read past any metaclass of the worker."""
    return _type_name(cls)
