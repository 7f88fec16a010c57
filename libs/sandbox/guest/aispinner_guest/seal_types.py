"""Takes out of the interpreter's own types what leads from an object to the interpreter around it.

The name rule closes the ways of writing such an attribute; this closes the attribute. A class pattern with a
computed `__match_args__`, an unguarded helper of the standard library, a path nobody has thought of yet: each
finds nothing there. `seal()` runs once, after the snapshot and before any worker code; from then on frames,
code objects and function globals exist only for the modules that captured a descriptor before.
"""

import abc
import annotationlib
import enum
import gc
import sys
import types

from .abstract_classes import own_subclasses, register_own
from .names import GUARDED
from .own_functions import GUARDED_FIELDS
from .ownership import is_worker_type
from .safe_format import safe_format, safe_format_map
from .sealed_reads import SealedRead, has_readers

_namespace = type.__dict__['__dict__'].__get__

_REMOVED = {
    types.FunctionType: '__globals__ __code__ __closure__ __builtins__',
    types.BuiltinFunctionType: '__self__ __reduce__',
    types.MethodType: '__self__ __func__ __reduce__',
    types.MethodWrapperType: '__self__ __reduce__',
    types.WrapperDescriptorType: '__reduce__',
    types.MethodDescriptorType: '__reduce__',
    types.GeneratorType: 'gi_frame gi_code gi_yieldfrom',
    types.CoroutineType: 'cr_frame cr_code cr_await cr_origin',
    types.AsyncGeneratorType: 'ag_frame ag_code ag_await',
    types.TracebackType: 'tb_frame',
    types.FrameType: 'f_back f_builtins f_code f_globals f_locals f_trace f_trace_lines f_trace_opcodes f_generator clear',
    types.CellType: 'cell_contents',
    types.CodeType: 'replace __replace__ co_code co_consts co_names co_positions co_lines',
    # write to a host object past its `__setattr__`; assignment itself goes through the slot in C
    types.MemberDescriptorType: '__set__ __delete__ __reduce__',
    types.GetSetDescriptorType: '__set__ __delete__',
    super: '__self__ __self_class__',
    # evaluates text with the real builtins; `type(int | str)['text']` makes one
    annotationlib.ForwardRef: 'evaluate _evaluate',
    # copies the names of any module into a new class, and registers the class there
    enum.EnumType: '_convert_',
    # rewrite what `isinstance` answers for everybody
    abc.ABCMeta: '_dump_registry _abc_registry_clear _abc_caches_clear',
}

# Of those, what packages need that look at frames and signatures.
_READ_BY_PACKAGES = {
    types.FunctionType: '__code__',
    types.BuiltinFunctionType: '__self__',
    types.MethodType: '__self__ __func__',
    types.FrameType: 'f_back f_code f_globals f_locals',
    types.CodeType: 'co_positions',
}


def _own_dict(cls):
    """The dictionary behind a type's read-only `__dict__`."""
    return next(d for d in gc.get_referents(_namespace(cls)) if type(d) is dict)


_read_only = {}


def _dict_of(cls):
    """The attributes of a class; of a platform's class a copy, for a proxy hands the real one to whoever it is compared with."""
    if is_worker_type(cls):
        return _namespace(cls)
    if id(cls) not in _read_only:
        attributes = {name: value for name, value in _namespace(cls).items() if name not in GUARDED}
        _read_only[id(cls)] = types.MappingProxyType(attributes)
    return _read_only[id(cls)]


def seal():
    """Seals the types of this interpreter, for good. Calling it again changes nothing."""
    for cls, names in _REMOVED.items():
        namespace = _own_dict(cls)
        needed = _READ_BY_PACKAGES.get(cls, '').split() if has_readers() else ()
        for name in names.split():
            original = namespace.pop(name, None)
            if name in needed and original is not None:
                again = type(original) is SealedRead
                namespace[name] = original if again else SealedRead(name, original)
    _own_dict(annotationlib.ForwardRef)['__forward_code__'] = None  # read when one is made
    _own_dict(type)['__subclasses__'] = own_subclasses
    _own_dict(type)['__dict__'] = property(_dict_of)
    _own_dict(types.FunctionType).update(GUARDED_FIELDS)
    _own_dict(str)['format'] = safe_format
    _own_dict(str)['format_map'] = safe_format_map
    _own_dict(abc.ABCMeta)['register'] = register_own
    sys._clear_type_cache()  # or attributes looked up before are still found
