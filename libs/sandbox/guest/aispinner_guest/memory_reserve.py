"""Memory kept back for the guest's own work once a worker has filled all there is."""

_BYTES = 1536 * 1024  # more than one arena of the allocator; untouched zero pages until then
_held = [bytearray(_BYTES)]


def release():
    """Frees the reserve. True where there was one."""
    had = bool(_held)
    _held.clear()
    return had


def refill():
    """Takes the reserve again, if there is room."""
    if not _held:
        try:
            _held.append(bytearray(_BYTES))
        except MemoryError:
            pass  # the worker still holds all of it
