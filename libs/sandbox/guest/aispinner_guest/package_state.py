"""What packages keep for a whole process, and each worker shall have for itself: random numbers and options.

It is exchanged whenever another worker's turn comes. (What numpy keeps in context variables needs no such thing.)
"""

import sys

_parts = []


class _RandomNumbers:
    """The generator behind `numpy.random.random()` and its like."""

    def __init__(self, random):
        self.save = lambda: random.get_state(legacy=False)
        self.restore = random.set_state
        self.renew = random.seed


class _Options:
    """A nested dictionary of options; other objects hold the dictionaries, so these stay."""

    def __init__(self, options):
        self._options = options
        self._original = self.save()

    def save(self):
        return _copy(self._options)

    def restore(self, saved):
        _fill(self._options, saved)

    def renew(self):
        _fill(self._options, self._original)


def find_package_state():
    """Looks which of the packages are there. Call once, after they were imported."""
    random = sys.modules.get('numpy.random')
    if random is not None:
        _parts.append(_RandomNumbers(random))
    options = getattr(sys.modules.get('pandas._config.config'), '_global_config', None)
    if options is not None:
        _parts.append(_Options(options))


def save_package_state():
    """What the worker whose turn ends will want back."""
    return [part.save() for part in _parts]


def restore_package_state(saved):
    """Gives a worker its own again; `saved` is None before its first turn."""
    for at, part in enumerate(_parts):
        if saved is None:
            part.renew()
        else:
            part.restore(saved[at])


def _copy(options):
    return {name: _copy(value) if type(value) is dict else value for name, value in options.items()}


def _fill(options, saved):
    for name in [name for name in options if name not in saved]:
        del options[name]
    for name, value in saved.items():
        if type(value) is dict and type(options.get(name)) is dict:
            _fill(options[name], value)
        else:
            options[name] = _copy(value) if type(value) is dict else value
