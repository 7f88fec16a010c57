# id: bytes-work
# about: bytes methods, slicing, memory of text encodings, int conversions
# tier: core
# expect_logs: ["b'h\\xc3\\xa9llo' 6 104 b'\\xc3\\xa9' 68c3a96c6c6f h\u00e9llo","b'abcd' b'abab' [b'a', b'b'] b'ABC' 2 b'x' b'ac' b'ab'","256 b'\\x02\\x01' b'\\xff\\xff' 255 5 12000","b'aGk/Pg==' b'aGk_Pg==' b'NBUQ====' b'6869' b'Xk~0{Zv' b'hi' b'BOu!rDZ'","UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte 0 invalid start byte","UnicodeEncodeError 'ascii' codec can't encode character '\\u4e2d' in position 0: ordinal not in range(128)","'\ufffd' '' True [97, 98] False b'x\\x00' bytes","Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4","b'x-5' True True b'aBc' [b'a', b'b'] b'**x**' b'00x' b'ac' b'\\x00\\x00\\x00'"]

import base64

def tick(ctx):
    b = 'h\u00e9llo'.encode('utf-8')
    ctx.log.info(f'{b} {len(b)} {b[0]} {b[1:3]} {b.hex()} {b.decode()}')
    ctx.log.info(f"{b'abc' + b'd'} {b'ab' * 2} {b'a,b'.split(b',')} {b'abc'.upper()} {b'abc'.find(b'c')} {b' x '.strip()} {b'abc'.replace(b'b', b'')} {b''.join([b'a', b'b'])}")
    ctx.log.info(f"{int.from_bytes(b'\x01\x00', 'big')} {(258).to_bytes(2, 'little')} {(-1).to_bytes(2, 'big', signed=True)} {int('ff', 16)} {int('0b101', 0)} {int(' 12_000 ')}")
    ctx.log.info(f"{base64.b64encode(b'hi?>')} {base64.urlsafe_b64encode(b'hi?>')} {base64.b32encode(b'hi')} {base64.b16encode(b'hi')} {base64.b85encode(b'hello')} {base64.b64decode('aGk=')} {base64.a85encode(b'hello')}")
    try:
        b'\xff'.decode()
    except ValueError as e:
        ctx.log.info(f'{type(e).__name__} {e} {e.start} {e.reason}')
    try:
        '\u4e2d'.encode('ascii')
    except ValueError as e:
        ctx.log.info(f'{type(e).__name__} {e}')
    ctx.log.info(f"{b'\xff'.decode('utf-8', 'replace')!r} {b'\xff'.decode('utf-8', 'ignore')!r} {b'a' in b'abc'} {list(b'ab')} {b'a' == 'a'} {'x'.encode('utf-16-le')} {type(b).__name__}")
    try:
        base64.b64decode('a')
    except ValueError as e:
        ctx.log.info(f'{type(e).__name__}: {e}')
    ctx.log.info(f"{b'%s-%d' % (b'x', 5)} {b'abc'.startswith(b'a')} {b'abc'.isalpha()} {b'AbC'.swapcase()} {b'a\nb'.splitlines()} {b'x'.center(5, b'*')} {b'x'.zfill(3)} {b'abc'.translate(None, b'b')} {bytes_of(3)}")

def bytes_of(n):
    return b'\x00' * n
