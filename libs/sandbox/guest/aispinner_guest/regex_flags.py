"""The flags of `re` as plain integers with the names that honest code prints.

The real ones are members of one enum shared by all: their `_value_` can be written, their class hands out the
machinery of `enum`.
"""

_NAMES = {
    2: 'IGNORECASE', 4: 'LOCALE', 8: 'MULTILINE', 16: 'DOTALL', 32: 'UNICODE', 64: 'VERBOSE', 128: 'DEBUG', 256: 'ASCII',
}  # fmt: skip


class RegexFlag(int):
    """An integer flag of the module `re`."""

    __slots__ = ()

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        return '|'.join(name for bit, name in _NAMES.items() if self & bit) or 'NOFLAG'

    def __repr__(self):
        return '|'.join('re.' + name for bit, name in _NAMES.items() if int(self) & bit) or 're.NOFLAG'

    __str__ = object.__str__

    def __or__(self, other):
        return RegexFlag(int(self) | other) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & other) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ other) if isinstance(other, int) else NotImplemented

    def __invert__(self):
        return RegexFlag(510 & ~int(self))

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


FLAGS = {'RegexFlag': RegexFlag, 'NOFLAG': RegexFlag(0)}
for _bit, _name in _NAMES.items():
    FLAGS[_name] = RegexFlag(_bit)
for _short, _name in zip('ILMSUXA', 'IGNORECASE LOCALE MULTILINE DOTALL UNICODE VERBOSE ASCII'.split()):
    FLAGS[_short] = FLAGS[_name]
