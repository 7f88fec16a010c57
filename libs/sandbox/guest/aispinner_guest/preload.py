"""Imports, and runs once, what the standard library would otherwise load at its first use.

After the snapshot nothing can be imported: the files are out of reach.
"""

import _pylong  # noqa: F401
import _strptime  # noqa: F401
import base64
import collections
import datetime
import decimal
import functools
import hashlib
import hmac
import json
import random
import re
import statistics
import time
import unicodedata  # noqa: F401 - for the names in string literals

from .decimal_format import teach_decimal
from .exact_keys import use_exact_keys
from .text_encodings import load_encodings


def warm_up():
    """Exercises each lazy path of the allowed modules."""
    load_encodings()
    teach_decimal()
    use_exact_keys()
    for name in sorted(hashlib.algorithms_available):
        hashlib.new(name)
    hmac.new(b'key', b'message', 'sha256').hexdigest()
    hmac.digest(b'key', b'message', 'sha256')
    collections.Counter('aab').most_common(1)
    collections.namedtuple('Warm', 'up', defaults=[1])()
    datetime.datetime.strptime('2024-02-29 12', '%Y-%m-%d %H').strftime('%c %Z')
    datetime.datetime.now().astimezone().isoformat()
    time.strptime('2024', '%Y')
    time.strftime('%c', time.localtime())
    statistics.median([1, 2.5])
    statistics.quantiles([1, 2, 3], n=4)
    statistics.NormalDist(0, 1).inv_cdf(0.3)
    decimal.Decimal('1.10').quantize(decimal.Decimal('1'))
    json.loads(json.dumps({'a': [1.5, None, 'é']}, indent=1))
    re.compile('(a|b)+?(?P<n>x)', re.IGNORECASE).sub('y', 'abx')
    re.compile(r'\w+', re.VERBOSE | re.ASCII)
    random.Random(1).sample(range(9), 2)
    random.SystemRandom().random()
    base64.b85encode(base64.a85decode(base64.a85encode(b'warm')))
    base64.b85decode(base64.b85encode(b'warm'))
    base64.b32hexdecode(base64.b32hexencode(b'warm'))
    divmod(3**9000, 7**2000)
    str(10**4000), int('9' * 4000)

    for root in ('__lt__', '__le__', '__gt__', '__ge__'):  # gives the functions that it fills in their names
        functools.total_ordering(type('Warm', (), {root: lambda self, other: True}))

    class Generic[T]:
        pass

    Generic[int]
