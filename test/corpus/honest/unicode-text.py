# id: unicode-text
# about: normal text work in many scripts, case folding, emoji, combining, sorting, widths, encodings
# tier: core
# expect_logs: ["32 stra\u00dfe caf\u00e9 e\u0301 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \u03b1\u03c2 STRASSE CAF\u00c9 E\u0301 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \u0391\u03a3 strasse caf\u00e9 e\u0301 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \u03b1\u03c3 Stra\u00dfe Caf\u00e9 E\u0301 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \u0391\u03c2 \u03a3\u0391 ","b'Stra\\xc3\\x9fe caf\\xc3' 72 128 b'Stra\\\\xdfe caf\\\\xe9 e\\\\' b'Strae caf e    ' \u00e9 b'caf\\xe9' b'\\xa4' \\xe9 b'\\xef\\xbb\\xbfa' ","False ['E', 'a', 'z', '\u00e9'] True True True True \u2603 True ['a', 'b'] '\\xe9' False '\\u200b' '\\xa0' True","utf-8 b'h\\xc3\\xa9'","utf-16 b'\\xff\\xfeh\\x00\\xe9\\x00'","latin-1 b'h\\xe9'","ascii UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 1: ordinal not in range(128)","cp1252 b'h\\xe9'","utf-7 b'h+AOk-'","nope LookupError: unknown encoding: nope","rot13 LookupError: 'rot13' is not a text encoding; use codecs.encode() to handle arbitrary codecs","idna b'xn--h-bga'","punycode b'h-bga'","gbk b'h\\xa8\\xa6'","shift_jis UnicodeEncodeError: 'shift_jis' codec can't encode character '\\xe9' in position 1: illegal multibyte sequence","koi8-r UnicodeEncodeError: 'charmap' codec can't encode character '\\xe9' in position 1: character maps to <undefined>","cp437 b'h\\x82'","utf8 b'h\\xc3\\xa9'","UTF_8 b'h\\xc3\\xa9'","big5 UnicodeEncodeError: 'big5' codec can't encode character '\\xe9' in position 1: illegal multibyte sequence"]

def tick(ctx):
    L = ctx.log.info
    s = 'Stra\u00dfe caf\u00e9 e\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \u0391\u03a3'
    L(f'{len(s)} {s.lower()} {s.upper()} {s.casefold()} {s.title()} {s[::-1][:3]}')
    L(f"{s.encode('utf-8')[:12]} {len(s.encode('utf-16'))} {len(s.encode('utf-32-le'))} {s.encode('ascii', 'backslashreplace')[:20]} {s.encode('ascii', 'ignore')} {'\\u00e9'.encode().decode('unicode_escape')} {'caf\u00e9'.encode('cp1252')} {'\u20ac'.encode('iso8859-15')} {b'\\xe9'.decode('latin-1')} {'a'.encode('utf-8-sig')} {'\u00e9'.encode('idna') if False else ''}")
    L(f"{'\u00e9' == 'e\u0301'} {sorted(['\u00e9', 'z', 'a', 'E'])} {'\u2460'.isdigit()} {'\u2167'.isnumeric()} {'\u0665'.isdecimal()} {'\u00aa'.isalpha()} {'\N{SNOWMAN}'} {'\u2028'.isspace()} {'a\u2028b'.splitlines()} {ascii_('\u00e9')} {'\x1b'.isprintable()} {repr('\u200b')} {repr('\xa0')} {'\u01c5'.istitle()}")
    for enc in ('utf-8', 'utf-16', 'latin-1', 'ascii', 'cp1252', 'utf-7', 'nope', 'rot13', 'idna', 'punycode', 'gbk', 'shift_jis', 'koi8-r', 'cp437', 'utf8', 'UTF_8', 'big5'):
        try:
            L(f"{enc} {'h\u00e9'.encode(enc)}")
        except Exception as e:
            L(f'{enc} {type(e).__name__}: {e}')
def ascii_(x):
    return '%a' % x
