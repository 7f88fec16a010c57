"""The format specifications of `Decimal` that its C code leaves to `_pydecimal`, which Pyodide does not have.

`f'{price:_}'`, `z`, separators in the fraction; and an "invalid format string" for what is none. Digits, rounding
and exponent are the C code's own; signs, groups and padding are put round them here.
"""

import decimal
import re
import sys
import types

_decimal = decimal.Decimal
_str = str.__str__
_match_spec = re.compile(
    r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<z>z)?(?P<alt>\#)?(?P<zeros>0)?(?P<width>\d+)?(?P<group>[,_])?'
    r'(?:\.(?=[\d,_])(?P<precision>\d+)?(?P<fraction>[,_])?)?(?P<kind>[eEfFgG%])?',
    re.DOTALL,
).fullmatch
_match_number = re.compile(r'(?P<sign>-?)(?P<digits>\d+)(?:\.(?P<fraction>\d+))?(?P<rest>(?:[eE].*|%)?)').fullmatch


class Decimal:
    """What the C code makes of the number's text and then asks to format itself."""

    __slots__ = ('text',)

    def __init__(self, text):
        self.text = text

    def __format__(self, spec, context):
        asked = _match_spec(_str(spec))
        if asked is None or asked['zeros'] and asked['align']:
            raise ValueError('invalid format string')
        precision = '' if asked['precision'] is None else f'.{asked["precision"]}'
        plain = format(_decimal(self.text), precision + (asked['kind'] or ''))
        width = int(asked['width'] or 0)
        number = _match_number(plain)
        if number is None:  # NaN, Infinity
            sign, body = _sign(plain[:1], asked), plain.lstrip('-')
        else:
            nothing = asked['z'] and not (number['digits'] + (number['fraction'] or '')).strip('0')
            sign = _sign('' if nothing else number['sign'], asked)
            tail = _fraction(number['fraction'] or '', asked) + number['rest']
            room = width - len(sign) - len(tail) if asked['zeros'] else 0
            body = _grouped(number['digits'], asked['group'] or '', room) + tail
        padding = (asked['fill'] or ' ') * (width - len(sign) - len(body))
        return _aligned(asked['align'] or '>', padding, sign, body)


def _sign(sign, asked):
    if sign == '-':
        return '-'
    return asked['sign'] if asked['sign'] in ('+', ' ') else ''


def _fraction(digits, asked):
    if asked['fraction']:
        digits = asked['fraction'].join(digits[at : at + 3] for at in range(0, len(digits), 3))
    return '.' + digits if digits or asked['alt'] else ''


def _grouped(digits, separator, room):
    """`digits` in groups of three, with zeros before them until they fill `room` characters."""
    if not separator:
        return digits.zfill(room)
    groups = []
    while True:
        size = min(max(len(digits), room, 1), 3)
        groups.append(digits[-size:].zfill(size))
        digits, room = digits[:-size], room - size
        if not digits and room <= 0:
            return separator.join(reversed(groups))
        room -= len(separator)


def _aligned(align, padding, sign, body):
    if align == '<':
        return sign + body + padding
    if align == '=':
        return sign + padding + body
    if align == '^':
        half = len(padding) // 2
        return padding[:half] + sign + body + padding[half:]
    return padding + sign + body


def teach_decimal():
    """Has the C code take `Decimal` above for good. Call once, before the snapshot."""
    module = types.ModuleType('_pydecimal')
    module.Decimal = Decimal
    sys.modules['_pydecimal'] = module
    try:
        format(_decimal(1), '_')
    finally:
        del sys.modules['_pydecimal']
