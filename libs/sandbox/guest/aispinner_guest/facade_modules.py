"""What each allowed module offers to worker code.

Everything that the standard library documents, less what reaches outside (`time.tzset`), writes to shared
objects, or evaluates text; those are replaced by our own versions where honest code needs them.
"""

import base64
import collections
import collections.abc
import datetime
import decimal
import functools
import hashlib
import hmac
import itertools
import json
import json.decoder
import json.encoder
import math
import random
import re
import statistics
import time

from . import copying, dispatch, regex_flags, wrapping

ALLOWED = (
    'base64', 'collections', 'copy', 'datetime', 'decimal', 'functools', 'hashlib', 'hmac',
    'itertools', 'json', 'math', 'random', 're', 'statistics', 'time',
)  # fmt: skip

SUBMODULES = ('collections.abc', 'json.decoder', 'json.encoder')

_MODULE_TYPE = type(math)


def _public(module, names=None):
    """The named (by default: the public) attributes of a module, never a module."""
    if names is None:
        names = getattr(module, '__all__', None) or [n for n in vars(module) if n[0] != '_']
    found = {'__doc__': module.__doc__}
    for name in names:
        value = getattr(module, name, None)
        if value is not None and type(value) is not _MODULE_TYPE:
            found[name] = value
    return found


def _of_collections():
    contents = _public(collections)
    contents.pop('abc', None)
    return contents, {'abc': _public(collections.abc)}


def _of_copy():
    names = {'copy': copying.copy, 'deepcopy': copying.deepcopy, 'replace': copying.replace}
    return names | {'Error': copying.Error, 'error': copying.Error}, {}


def _of_decimal():
    contents = _public(decimal)
    # The templates of new contexts are objects that anyone may change: a copy for each.
    for name in ('DefaultContext', 'BasicContext', 'ExtendedContext'):
        contents[name] = contents[name].copy()
    return contents, {}


def _of_functools():
    names = 'cached_property cmp_to_key partial partialmethod reduce WRAPPER_ASSIGNMENTS WRAPPER_UPDATES Placeholder'
    contents = _public(functools, names.split())
    for own in (
        wrapping.wraps,
        wrapping.update_wrapper,
        wrapping.lru_cache,
        wrapping.cache,
        wrapping.total_ordering,
    ):
        contents[own.__name__] = own
    contents['singledispatch'] = dispatch.singledispatch
    contents['singledispatchmethod'] = dispatch.singledispatchmethod
    return contents, {}


def _of_hashlib():
    contents = _public(hashlib)
    contents['algorithms_available'] = set(hashlib.algorithms_available)
    contents['algorithms_guaranteed'] = set(hashlib.algorithms_guaranteed)
    return contents, {}


def _of_json():
    names = ['JSONDecoder', 'JSONDecodeError']
    contents = _public(json, ['dump', 'dumps', 'load', 'loads', 'JSONEncoder'] + names)
    return contents, {
        'decoder': _public(json.decoder, names),
        'encoder': _public(json.encoder, ['JSONEncoder']),
    }


def _of_random():
    contents = _public(random, ['Random', 'SystemRandom'])
    own = random.Random()
    for name in random.__all__:
        if name not in contents:
            contents[name] = getattr(own, name)
    return contents, {}


def _of_re():
    contents = _public(re)
    contents.update(regex_flags.FLAGS)
    return contents, {}


def _of_time(sleep):
    names = (
        'altzone asctime ctime daylight get_clock_info gmtime localtime mktime monotonic monotonic_ns perf_counter '
        'perf_counter_ns process_time process_time_ns strftime strptime struct_time thread_time thread_time_ns time '
        'time_ns timezone tzname'
    )
    contents = _public(time, names.split())
    contents['sleep'] = sleep
    return contents, {}


_BUILDERS = {
    'base64': lambda: (_public(base64), {}),
    'collections': _of_collections,
    'copy': _of_copy,
    'datetime': lambda: (_public(datetime), {}),
    'decimal': _of_decimal,
    'functools': _of_functools,
    'hashlib': _of_hashlib,
    'hmac': lambda: (_public(hmac, ['new', 'digest', 'compare_digest', 'HMAC']), {}),
    'itertools': lambda: (_public(itertools), {}),
    'json': _of_json,
    'math': lambda: (_public(math), {}),
    'random': _of_random,
    're': _of_re,
    'statistics': lambda: (_public(statistics) | _public(statistics, ['LinearRegression']), {}),
}


def build(top, sleep):
    """`(contents, {submodule: contents})` of the allowed module `top`, fresh for one activation."""
    return _of_time(sleep) if top == 'time' else _BUILDERS[top]()


def _modules_inside(module):
    return frozenset(n for n, v in vars(module).items() if type(v) is _MODULE_TYPE)


# Names that are there in the real module but lead to another one: refused as an import, not as a misspelling.
TRANSITIVE = {
    name: _modules_inside(module)
    for name, module in {
        'base64': base64, 'collections': collections, 'datetime': datetime, 'decimal': decimal,
        'functools': functools, 'hashlib': hashlib, 'hmac': hmac, 'json': json, 'random': random, 're': re,
        'statistics': statistics, 'collections.abc': collections.abc, 'json.decoder': json.decoder,
        'json.encoder': json.encoder,
    }.items()
}  # fmt: skip
