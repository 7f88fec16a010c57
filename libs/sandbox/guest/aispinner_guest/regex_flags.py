"""The flags of `re` as plain integers with the names that honest code prints.

The real ones are members of one enum shared by all: their `_value_` can be written, their class hands out the
machinery of `enum`.
"""

from .names import type_name

_NAMES = {
    256: 'ASCII', 2: 'IGNORECASE', 4: 'LOCALE', 32: 'UNICODE', 8: 'MULTILINE', 16: 'DOTALL', 64: 'VERBOSE', 128: 'DEBUG',
}  # fmt: skip


class RegexFlag(int):
    """An integer flag of the module `re`."""

    __slots__ = ()

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        return '|'.join(name for bit, name in _NAMES.items() if int(self) & bit) or 'NOFLAG'

    def __repr__(self):
        named = '|'.join('re.' + name for bit, name in _NAMES.items() if int(self) & bit) or 're.NOFLAG'
        return f'{named}|0x1' if int(self) & 1 else named

    def __iter__(self):
        return iter([RegexFlag(bit) for bit in _NAMES if int(self) & bit])

    def __len__(self):
        return int(self).bit_count()

    def __contains__(self, flag):
        if type(flag) is not RegexFlag:
            raise TypeError(f"unsupported operand type(s) for 'in': {type_name(type(flag))!r} and 'RegexFlag'")
        return int(flag) & int(self) == int(flag)

    __str__ = object.__str__

    def __or__(self, other):
        return RegexFlag(int(self) | other) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & other) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ other) if isinstance(other, int) else NotImplemented

    def __invert__(self):
        return RegexFlag(511 & ~int(self))

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


FLAGS = {'RegexFlag': RegexFlag, 'NOFLAG': RegexFlag(0)}
for _bit, _name in _NAMES.items():
    FLAGS[_name] = RegexFlag(_bit)
for _short, _name in zip('ILMSUXA', 'IGNORECASE LOCALE MULTILINE DOTALL UNICODE VERBOSE ASCII'.split()):
    FLAGS[_short] = FLAGS[_name]
for _name, _flag in FLAGS.items():
    if _name != 'RegexFlag':
        setattr(RegexFlag, _name, _flag)
