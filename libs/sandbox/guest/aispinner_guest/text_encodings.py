"""Text encodings for `str.encode` and `bytes.decode`, all loaded before the snapshot.

The interpreter's own search imports a module for each name that it is asked for the first time; after the
snapshot there is no file to import. Ours looks in a table, and an unknown name is an ordinary LookupError.
"""

import codecs
import encodings
import encodings.aliases
import sys

_NAMES = """
ascii latin_1 utf_8 utf_8_sig utf_7 utf_16 utf_16_le utf_16_be utf_32 utf_32_le utf_32_be
unicode_escape raw_unicode_escape punycode idna rot_13
iso8859_1 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_11
iso8859_13 iso8859_14 iso8859_15 iso8859_16
cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp852 cp866 koi8_r koi8_u mac_roman
shift_jis euc_jp iso2022_jp gbk gb2312 gb18030 big5 euc_kr
""".split()

_known = {}
_aliases = encodings.aliases.aliases
_normalize = encodings.normalize_encoding


def _search(name):
    plain = _normalize(name)
    return _known.get(_aliases.get(plain) or _aliases.get(plain.replace('.', '_')) or plain)


def load_encodings():
    """Loads the encodings and makes them the only ones. Call once."""
    for name in _NAMES:
        try:
            codecs.lookup(name)
            _known[name] = sys.modules[f'encodings.{name}'].getregentry()
        except LookupError, ImportError:
            continue  # its tables are not part of this interpreter
    codecs.unregister(encodings.search_function)
    codecs.register(_search)
