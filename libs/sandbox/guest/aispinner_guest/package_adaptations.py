"""Where a package and the walls get in each other's way. Each entry is of a module that may not be there."""

import inspect
import sys

from .guarded_getattr import guarded_getattr
from .sealed_reads import as_it_is, let_read, of_workers_only

# They look at frames and functions to decide something, and give none of it away.
_READERS = {
    'inspect': as_it_is,  # signatures of methods, where a warning points
    'numpy.lib.recfunctions': as_it_is,  # which array a wrapper belongs to
    'pandas.util._exceptions': as_it_is,  # where a warning points
    'pandas.core.common': as_it_is,  # whether a frame that is written to is held by a name
    # The names in `query('a > @limit')`. A `level=` of the caller's choice would lead on to the guest's own frames.
    'pandas.core.computation.scope': of_workers_only,
}

# They read attributes that text names: `query('@x.__globals__')`.
_READ_BY_TEXT = ('pandas.core.computation.expr', 'pandas.core.computation.pytables')

# What they hand out to whoever asks, and do without where it is missing: `array.ctypes` offers the module itself.
_WITHOUT = {'numpy._core._internal': 'ctypes'}


def adapt_packages():
    """Call after the packages were imported, before the seal."""
    if any(name in sys.modules for name in _READERS if name != inspect.__name__):
        for name, answer in _READERS.items():
            if name in sys.modules:
                let_read(sys.modules[name], answer)
    for name, attribute in _WITHOUT.items():
        if name in sys.modules:
            setattr(sys.modules[name], attribute, None)
    for name in _READ_BY_TEXT:
        if name in sys.modules:
            sys.modules[name].getattr = guarded_getattr  # found before the builtin
