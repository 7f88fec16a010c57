"""Everything that worker code can get hold of by reading attributes, from all it is given: does any of it lead out?

Walked twice: under the name rule, and again with the real `getattr` and every name, which shows what the seal
alone holds. Both must find nothing; without the seal the second walk finds frames, code and the real builtins.
"""

import builtins
import collections
import decimal
import functools
import hashlib
import hmac
import itertools
import json
import random
import re
import statistics
import sys
import types
import weakref

from aispinner_guest import (
    context,
    facades,
    guarded_getattr,
    log_api,
    names,
    state_api,
    worker_builtins,
)
from aispinner_guest.facade_modules import ALLOWED
from aispinner_guest.import_hook import make_import

_mro = type.__dict__['__mro__'].__get__
_namespace = type.__dict__['__dict__'].__get__
_MAX_DEPTH = 8
_ALIKE = 12

_FORBIDDEN = {
    id(getattr(builtins, name)): name
    for name in 'exec eval open compile __import__ globals locals vars getattr setattr delattr input breakpoint'.split()
}
_FORBIDDEN |= {id(sys.modules): 'sys.modules', id(vars(builtins)): 'the builtins'}
_FORBIDDEN_MODULES = frozenset(
    'os posix sys gc io _io _imp importlib _frozen_importlib _frozen_importlib_external zipimport marshal _thread '
    'threading ctypes _ctypes socket _socket subprocess pyodide _pyodide pyodide_js asyncio pathlib zipfile'.split()
)


def _danger(obj):
    cls = type(obj)
    if id(obj) in _FORBIDDEN:
        return _FORBIDDEN[id(obj)]
    if issubclass(cls, types.ModuleType):
        return 'a module'
    if cls in (types.CodeType, types.FrameType):
        return cls.__name__
    home = obj.__module__ if cls is types.BuiltinFunctionType or issubclass(cls, type) else cls.__module__
    if type(home) is str and home.partition('.')[0] in _FORBIDDEN_MODULES:
        return f'{home}.{getattr(obj, "__name__", cls.__name__)}'
    if cls is dict and '__builtins__' in obj:
        return 'the namespace of a module'
    return None


def _samples():
    """Objects that worker code can make without asking for anything."""

    def function(x: int) -> str:
        return x

    def generator():
        yield 1

    async def coroutine():
        pass

    async def async_generator():
        yield 1

    class Generic[T]:
        pass

    type Alias = int
    made = [function, generator(), async_generator(), Generic, Generic[int], Generic['x'], Alias, int | str]
    made += [type(int | str)['x'], list[int], Generic.__type_params__[0], re.compile('a'), re.match('a', 'a')]
    made += [
        decimal.getcontext(),
        functools.partial(function, 1),
        functools.lru_cache(function),
        random.Random(1),
    ]
    made += [functools.cached_property(function), functools.partialmethod(function), statistics.NormalDist()]
    made += [
        hashlib.md5(),
        hmac.new(b'a', b'b', 'md5'),
        itertools.count(),
        {}.keys(),
        iter([]),
        b'',
        bytearray(),
    ]
    made += [
        memoryview(b''),
        1j,
        function.__get__(1),
        [].append,
        str.join,
        int.__add__,
        (1).__add__,
        super(int, 1),
    ]
    made += [
        types.CellType(1),
        collections.UserDict(),
        collections.ChainMap(),
        collections.deque(),
        object(),
        t'{1}',
    ]
    made += [
        collections.namedtuple('P', 'a')(1),
        slice(1),
        weakref.ref(function),
        json.JSONEncoder(),
        property(function),
    ]
    for failing in (lambda: json.loads('{'), lambda: 1 / 0, lambda: ''.nope, lambda: nope):  # noqa: F821
        try:
            failing()
        except Exception as e:
            made += [e, e.__traceback__]
    started = coroutine()
    started.close()
    return made + [started]


def one_worker():
    """What one activation is given."""

    def refuse(*_):
        raise RuntimeError('not here')

    log, print, _, _ = log_api.make_log(refuse, refuse)
    worker = {'id': 'w', 'name': 'n', 'version': 1, 'intervalSeconds': 1}
    given = [worker_builtins.make_builtins(print, make_import(refuse))]
    given.append(context.make_context(state_api.make_state(refuse), log, worker))
    for name in ALLOWED:
        given.extend(facades.make_facades(name, refuse).values())
    return given


def _edges(obj, read, is_hidden):
    cls = type(obj)
    found = set()
    for base in _mro(cls) + (_mro(obj) if issubclass(cls, type) else ()):
        found.update(_namespace(base))
    try:
        found.update(obj.__dict__)
    except Exception:
        pass
    for name in found:
        if type(name) is str and not is_hidden(name):
            try:
                yield '.' + name, read(obj, name)
            except BaseException:
                continue
    if issubclass(cls, (dict, types.MappingProxyType)):
        for key, value in list(obj.items()):
            yield f'[{key!r:.20}]', value
    elif cls in (list, tuple, set, frozenset):
        for i, value in enumerate(list(obj)):
            yield f'[{i}]', value


def walk(roots, by_rule):
    """`(dangers, mutable, seen)`: `{danger: path}`; `{id: path}` of the mutable containers; all objects, kept alive."""
    read = guarded_getattr.guarded_getattr if by_rule else getattr
    is_hidden = names.is_denied if by_rule else lambda name: False
    todo = collections.deque((type(root).__name__, root) for root in roots)
    seen, alike, dangers, mutable = {}, collections.Counter(), {}, {}
    while todo:
        path, obj = todo.popleft()
        if id(obj) in seen:
            continue
        seen[id(obj)] = obj
        danger = _danger(obj)
        if danger is not None:
            dangers.setdefault(danger, path)
            continue
        cls = type(obj)
        if cls in (dict, list, set, bytearray):
            mutable[id(obj)] = path
        # Reading an attribute often makes a new object: of those that differ in nothing, a few are enough.
        if not issubclass(cls, (type, dict, list, tuple, set, frozenset, facades.Facade)):
            kind = (obj.__module__, obj.__qualname__) if cls is types.FunctionType else id(cls)
            alike[kind] += 1
            if alike[kind] > _ALIKE:
                continue
        if path.count('.') < _MAX_DEPTH:
            todo.extend(
                (path + step, value) for step, value in _edges(obj, read, is_hidden) if id(value) not in seen
            )
    return dangers, mutable, seen


def audit(seal):
    """`{byRule, bySeal, withoutSeal, sharedMutable, seen}` of a prepared interpreter, which it seals."""
    samples = _samples()
    without_seal = walk(one_worker() + samples, by_rule=False)[0]
    seal()
    samples = _samples()  # the walk has changed the first ones
    by_rule, mine, seen = walk(one_worker() + samples, by_rule=True)
    by_seal = walk(one_worker() + samples, by_rule=False)[0]
    _, theirs, alive = walk(one_worker(), by_rule=True)
    shared = {path for i, path in walk(one_worker(), by_rule=True)[1].items() if i in theirs}
    return {
        'byRule': by_rule,
        'bySeal': by_seal,
        'withoutSeal': without_seal,
        'sharedMutable': sorted(shared),
        'seen': len(seen) + len(alive),
    }
