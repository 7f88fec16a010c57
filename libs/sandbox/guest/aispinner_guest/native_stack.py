"""Tells CPython where its stack ends, so that it refuses to go deeper before the process would die.

In WebAssembly there are two stacks: the one in memory, which CPython measures, and the engine's, which it
cannot see and which ends first. `repr` of a list nested 100,000 deep, or letting go of one, used up the second
without a word from the first. Held to a part of the first that the second is sure to outlast, it raises a
RecursionError, and puts off deallocations, as it does everywhere else.
"""

import ctypes

# A thousand frames of Python that go through C fit; what the engine's stack holds of C alone is several times this.
_STACK_BYTES = 1024 * 1024


def limit_native_stack():
    """Sets the limit in this interpreter's thread, which the snapshot keeps."""
    api = ctypes.pythonapi
    address = ctypes.c_size_t
    api.PyThreadState_Get.restype = address
    api.emscripten_stack_get_base.restype = address
    start = api.emscripten_stack_get_base() - _STACK_BYTES
    thread = api.PyThreadState_Get()
    if api.PyUnstable_ThreadState_SetStackProtection(address(thread), address(start), address(_STACK_BYTES)):
        raise RuntimeError('The limit of the native stack cannot be set.')
