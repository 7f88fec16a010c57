"""What a traceback adds to a name or an attribute that is not there: what to use instead, or what was probably meant.

Only the traceback says so; the exception's own message stays Python's. Nothing of the worker's runs for it: names
are read from code objects, namespaces and classes, past any `__dir__` or `__getattr__`.
"""

import builtins
import types

import _suggestions

from .import_hook import importable
from .names import exact_name

_suggest = _suggestions._generate_suggestions
_MAX_NAMES, _MAX_NAME = 700, 40

_NO_FILES = 'there are no files; keep what must last in ctx.state'
_NO_CODE = 'code cannot be made at run time'
_NO_TERMINAL = 'there is no terminal; ctx.log and ctx.state are the ways in and out'
_BY_NAME = {
    'open': _NO_FILES, 'exec': _NO_CODE, 'eval': _NO_CODE, 'compile': _NO_CODE,
    'input': _NO_TERMINAL, 'breakpoint': _NO_TERMINAL, 'help': _NO_TERMINAL,
    'exit': 'return ends a tick', 'quit': 'return ends a tick', 'SystemExit': 'return ends a tick',
    'globals': 'name the variables, or keep them in a dict', 'locals': 'name the variables, or keep them in a dict',
    'vars': 'read obj.__dict__', 'dir': 'use hasattr(obj, name)', 'setattr': 'write obj.name = value',
    'delattr': 'write del obj.name', 'callable': "use hasattr(obj, '__call__')", 'object': 'a class needs no base',
    'property': 'write a method', 'staticmethod': 'write a function beside the class',
    'classmethod': 'write a function beside the class', 'bytes': "write b'...' or use str.encode",
    'bytearray': 'use a list of int', 'memoryview': 'use slices', 'complex': 'write 1 + 2j',
    'bin': "use format(n, 'b')", 'ascii': 'use a format with !a', 'BaseException': 'use Exception',
}  # fmt: skip
_EXCEPTIONS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)
_name_of = {cls: cls.__dict__['name'].__get__ for cls in (NameError, AttributeError)}
_obj_of = AttributeError.__dict__['obj'].__get__
_f_code = types.FrameType.__dict__['f_code'].__get__
_f_globals = types.FrameType.__dict__['f_globals'].__get__
_f_builtins = types.FrameType.__dict__['f_builtins'].__get__
_locals_of = [types.CodeType.__dict__[name].__get__ for name in ('co_varnames', 'co_cellvars', 'co_freevars')]
_namespace = type.__dict__['__dict__'].__get__
_mro = type.__dict__['__mro__'].__get__


def hint(error, message, frame):
    """What follows `message` of `error`, raised in `frame` of the worker (or None): '' or a sentence."""
    cls = type(error)
    # Messages that end so are the platform's, and say what there is.
    if cls not in _name_of or message[-1:] == '.':
        return ''
    try:
        name = _name_of[cls](error)
        if type(name) is not str or not 0 < len(name) <= _MAX_NAME:
            return ''
        if cls is AttributeError:
            return _meant(_attributes(_obj_of(error)), name)
        return '' if frame is None else _of_name(name, frame)
    except Exception:  # the worker's names may be of classes of its own
        return ''


def _of_name(name, frame):
    instead = _BY_NAME.get(name)
    if instead is None and name in _EXCEPTIONS:
        instead = 'use except Exception'
    if instead is not None:
        return f'. It is not available in worker sandbox: {instead}.'
    code = _f_code(frame)
    names = [name for of in _locals_of for name in of(code)]
    meant = _meant([*names, *_f_globals(frame), *_f_builtins(frame)], name)
    if name in importable():
        begin = f'{meant} Or did' if meant else '. Did'
        return f"{begin} you forget to import '{name}'?"
    return meant


def _meant(names, wrong):
    known = [n for n in names if type(n) is str and n[:1] != '<' and (n[:1] != '_' or wrong[:1] == '_')]
    found = _suggest(known, wrong) if len(known) <= _MAX_NAMES else None
    return '' if found is None else f". Did you mean: '{found}'?"


def _attributes(obj):
    """Names of what `obj` and its class hold, sorted."""
    names, own = set(), None
    for cls in _mro(type(obj)):
        names.update(_namespace(cls))
        own = own or _namespace(cls).get('__dict__')
    if issubclass(type(obj), type):
        for cls in _mro(obj):
            names.update(_namespace(cls))
    elif type(own) is types.GetSetDescriptorType:
        names.update(own.__get__(obj) or ())
    return sorted(exact_name(name) for name in names if issubclass(type(name), str))
