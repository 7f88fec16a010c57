"""The time zones of `zoneinfo`, which reads a file for each at its first use: kept in memory, as there are none."""

import io
import os
import sys

# Where packages bring the database of time zones.
_SOURCES = ('tzdata/zoneinfo', 'pytz/zoneinfo')
_zones = {}


def keep(folder):
    """Reads the zones of an installed package in `folder`, where something has imported `zoneinfo`."""
    if 'zoneinfo' not in sys.modules:
        return
    source = next((path for path in (f'{folder}/{s}' for s in _SOURCES) if os.path.isdir(path)), None)
    if source is None:
        return
    same = {}
    for place, _, files in os.walk(source):
        for file in files:
            path = f'{place}/{file}'
            with open(path, 'rb') as f:
                content = f.read()
            if content[:4] == b'TZif':
                _zones[path[len(source) + 1 :]] = same.setdefault(content, content)
    sys.modules['zoneinfo._common'].load_tzdata = _load


def _load(key):
    """As `zoneinfo._common.load_tzdata`."""
    content = _zones.get(key)
    if content is None:
        from zoneinfo import ZoneInfoNotFoundError

        raise ZoneInfoNotFoundError(f'No time zone found with key {key}')
    return io.BytesIO(content)
