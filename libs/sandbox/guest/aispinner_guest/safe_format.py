"""`str.format` and `str.format_map` walk attributes named inside a string: `'{0.__globals__}'.format(f)`.

The template is checked with the rule of names.py, then handed to the original, so honest templates keep their
exact results. seal_types.py installs these in `str` itself: whichever way a worker, or the standard library
on its behalf, gets at the method, it is this one.
"""

from _string import formatter_field_name_split, formatter_parser

from .names import GUARDED, is_denied, refusal, type_name

_format = str.format
_format_map = str.format_map
_MAX_NESTING = 3


def check_template(template, depth=0):
    """Raises AttributeError where a replacement field names a denied attribute. `template`: exact str."""
    if '.' not in template or '{' not in template:
        return
    try:
        for _, field, spec, _ in formatter_parser(template):
            if field:
                _, rest = formatter_field_name_split(field)
                for is_attribute, name in rest:
                    if is_attribute and (is_denied(name) or name in GUARDED):
                        raise AttributeError(refusal(name))
            if spec and depth < _MAX_NESTING:
                check_template(spec, depth + 1)
    except ValueError:
        pass  # malformed from here on: the original says so, having read no field beyond this one


def _exact(text, method):
    if not issubclass(type(text), str):
        kind = type_name(type(text))
        raise TypeError(f"descriptor '{method}' for 'str' objects doesn't apply to a '{kind}' object")
    return str.__str__(text)


def safe_format(self, /, *args, **kwargs):
    """S.format(*args, **kwargs) -> str"""
    template = self if type(self) is str else _exact(self, 'format')
    check_template(template)
    return _format(template, *args, **kwargs)


def safe_format_map(self, mapping, /):
    """S.format_map(mapping) -> str"""
    template = self if type(self) is str else _exact(self, 'format_map')
    check_template(template)
    return _format_map(template, mapping)


safe_format.__name__ = 'format'
safe_format.__qualname__ = 'str.format'
safe_format_map.__name__ = 'format_map'
safe_format_map.__qualname__ = 'str.format_map'
