# id: api-encodings
# about: json, hashlib, hmac and base64, one expression a line
# tier: core
# expect_logs: ["('{\"a\": 1, \"b\": [1, 2.5, true, null, \"x\"], \"c\": {\"d\": []}}', '\"\\\\u00e9\\\\n\\\\\"\\\\\\\\/\\\\u007f\\\\u2028\\\\ud83d\\\\ude00\"', '\"\u00e9\ud83d\ude00\"', '[1.0, 1e+100, -0.0, 1e-07, 100000000000000000000]')", "('{\"a\": 2, \"b\": 1}', '[\\n  1,\\n  [\\n    2,\\n    {}\\n  ],\\n  [],\\n  {\\n    \"a\": []\\n  }\\n]', '{\\n\\t\"a\": [\\n\\t\\t1\\n\\t]\\n}', '[\\n1,\\n2\\n]', '{\"a\":1}', '[1]', '{\\n \"a\" : 1\\n}')", "('NaN', 'Infinity', '[-Infinity]')", "ValueError: Out of range float values are not JSON compliant: nan", "('{\"1\": \"c\", \"1.5\": \"b\", \"null\": \"d\"}', '{\"a\": 2}', '{\"false\": 0}')", "TypeError: keys must be str, int, float, bool or None, not tuple", "TypeError: keys must be str, int, float, bool or None, not bytes", "TypeError: Object of type set is not JSON serializable", "TypeError: Object of type complex is not JSON serializable", "TypeError: Object of type bytes is not JSON serializable", "0", "ValueError: Circular reference detected", "0", "('[[1]]', '[1]', '{\"d\": \"1.5\"}', '[\\n [\\n  3\\n ]\\n]', ['[1', ', ', '{', '\"a\"', ': ', '2', '}', ']'], '{\"a\": 1, \"b\": 1}')", "ValueError: Circular reference detected", "0", "'[{\"a\": 1}, {\"b\": 1}, [1], {\"a\": 1}, {\"a\": 1}, 5, \"s\", true]'", "TypeError: Object of type deque is not JSON serializable", "({'a': [1, 2.5, -300.0, True, False, None, '\u00e9\\n']}, [1], '\ud83d\ude00', {'a': 1}, 1, 0, 100000.0, nan, [inf, -inf], {'a': 2}, 123456789012345678901234567890)", "(['a'], [('b', 1), ('a', 2)], [Decimal('1.5')], [1.0], ['NaN'], 'a\\nb')", "JSONDecodeError: Expecting value: line 1 column 1 (char 0)", "JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)", "JSONDecodeError: Expecting ':' delimiter: line 1 column 5 (char 4)", "JSONDecodeError: Expecting value: line 1 column 6 (char 5)", "JSONDecodeError: Illegal trailing comma before end of object: line 1 column 7 (char 6)", "JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)", "JSONDecodeError: Expecting ',' delimiter: line 1 column 4 (char 3)", "JSONDecodeError: Illegal trailing comma before end of array: line 1 column 3 (char 2)", "JSONDecodeError: Expecting value: line 1 column 1 (char 0)", "JSONDecodeError: Extra data: line 1 column 2 (char 1)", "JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)", "JSONDecodeError: Invalid \\escape: line 1 column 2 (char 1)", "JSONDecodeError: Invalid \\uXXXX escape: line 1 column 3 (char 2)", "JSONDecodeError: Invalid control character at: line 1 column 3 (char 2)", "JSONDecodeError: Extra data: line 1 column 3 (char 2)", "JSONDecodeError: Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)", "TypeError: the JSON object must be str, bytes or bytearray, not NoneType", "TypeError: the JSON object must be str, bytes or bytearray, not int", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte", "JSONDecodeError: Expecting value: line 1 column 6 (char 5)", "JSONDecodeError: Expecting value: line 3 column 2 (char 9)", "(JSONDecodeError('msg: line 1 column 2 (char 1)'), 2, <class 'json.decoder.JSONDecodeError'>, True)", "([1], ([1], 3), 1, <class 'json.decoder.JSONDecoder'>, True)", "((['{', '\"a\"', ': ', '[1', ', 2', ']', '}'], {'a': [1, 2]}), (['[\\n 1', '\\n', ']'], [1]), (['\"x\"'], 'x'))", "TypeError: dump() missing 1 required positional argument: 'fp'", "TypeError: dumps() takes 1 positional argument but 2 were given", "TypeError: JSONEncoder.__init__() got an unexpected keyword argument 'foo'", "('\"\\\\ud800\"', True)", "'[\\n  [],\\n  {},\\n  \"\"\\n]'", "TypeError: '<' not supported between instances of 'int' and 'str'", "['900150983cd24fb0d6963f7d28e17f72', 'a9993e364706816aba3e25717850c26c9cd0d89d', '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7', 'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f', 'e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf', '3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532', 'ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25', 'b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0', 'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923', '508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982']", "['85c8de88d28866bf', b'\\x86~,\\xb0', b'\\x0c\\xc1u\\xb9\\xc0\\xf1\\xb6\\xa81\\xc3\\x99\\xe2iw&a', 'sha256', 128, 20]", "['blake2b', 'blake2s', 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'sha512', 'shake_128', 'shake_256']", "True", "AttributeError: module 'hashlib' has no attribute 'pbkdf2_hmac'", "'no scrypt'", "('0e271c2bbddca93b610dd53a4ae8b68f', '52b0eb64527ea385d32d649c0b2678f5da624a172dece0b4f192b7ecc0e265c0', 64, 16)", "TypeError: Strings must be encoded before hashing", "TypeError: object supporting the buffer API required", "ValueError: unsupported hash type md4", "ValueError: unsupported hash type nope", "('d41d8cd98f00b204e9800998ecf8427e', 0, 0)", "TypeError: hexdigest() missing required argument 'length' (pos 1)", "ValueError: digest_size for Blake2b must be between 1 and 64 bytes, here it is 100", "'none'", "('<_sha2.S', 'SHA256Type', 'md5')", "True", "('b60090e3052297aeb5a080889ce2fc4bca957e756faeb4df7d31800ca1e771ec', b'\\xb6\\x00\\x90\\xe3\\x05\"\\x97\\xae\\xb5\\xa0\\x80\\x88\\x9c\\xe2\\xfcK\\xca\\x95~uo\\xae\\xb4\\xdf}1\\x80\\x0c\\xa1\\xe7q\\xec', b'\\xed~rM:\\x91UJ\\xaa C\\x04\\x1d\\x9cS\\x05', 'hmac-sha1', 128, '386081d3a1ad30125daa8d66db6df4ea73d39212c64794e2d02abe994806017c')", "TypeError: Missing required argument 'digestmod'.", "TypeError: key: expected bytes or bytearray, but got 'str'", "TypeError: Strings must be encoded before hashing", "ValueError: unsupported hash type nope", "TypeError: comparing strings with non-ASCII characters is not supported", "TypeError: a bytes-like object is required, not 'str'", "(b'aGVsbG8=', b'hello', b'hello', b'-_8=', b'\\xfb\\xff', b'YQ==', b'-_8=', b'\\xfb\\xff', b'ME======', b'a', b'a', b'AB', b'\\xab', b'\\xab', b'BOu!rDZ', b'hello', b'Xk~0{Zv', b'hello', b'YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\\nYWFh\\n', b'a', b'C4======', b'vpA.S', b'al`4', b'<~@/~>', b'VPazd')", "TypeError: a bytes-like object is required, not 'str'", "Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4", "Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4", "ValueError: string argument should contain only ASCII characters", "Error: Only base64 data is allowed", "b'hello'", "b'abc'", "Error: Incorrect padding", "Error: Non-base16 digit found", "Error: Non-base16 digit found", "ValueError: base85 overflow in hunk starting at byte 0", "TypeError: argument should be a bytes-like object or ASCII string, not 'int'", "TypeError: a bytes-like object is required, not 'NoneType'", "TypeError: expected bytes-like object, not str", "b'b\\x1d\\xad\\xf3\\xbe'", "AttributeError: module 'base64' has no attribute 'nope'"]

import json, hashlib, hmac, base64
from collections import OrderedDict, namedtuple, defaultdict, Counter, deque
from decimal import Decimal
import json.decoder, json.encoder
class C(dict): pass
class E(json.JSONEncoder):
    def default(self, o): return list(o)
class F:
    def __init__(self): self.t = []
    def write(self, s): self.t.append(s)
    def read(self): return ''.join(self.t)
class I(int):
    def __repr__(self): return 'I!'
class S(str): pass
def loop():
    a = []; a.append(a); return a
def dumpf(o, **k):
    f = F(); json.dump(o, f, **k); return f.t, json.load(f)


def tick(ctx):
    def case(f):
        try:
            ctx.log.info(repr(f()))
        except Exception as e:
            ctx.log.info(f"{type(e).__name__}: {e}")

    case(lambda: (json.dumps({'a': 1, 'b': [1, 2.5, True, None, 'x'], 'c': {'d': ()}}), json.dumps('é\n"\\/\x7f\u2028😀'), json.dumps('é😀', ensure_ascii=False), json.dumps([1.0, 1e100, -0.0, 1e-7, 10**20])))
    case(lambda: (json.dumps({'b': 1, 'a': 2}, sort_keys=True), json.dumps([1, [2, {}], [], {'a': []}], indent=2), json.dumps({'a': [1]}, indent='\t'), json.dumps([1, 2], indent=0), json.dumps({'a': 1}, separators=(',', ':')), json.dumps([1], separators=('; ', '= ')), json.dumps({'a': 1}, indent=1, separators=(',', ' : '))))
    case(lambda: (json.dumps(float('nan')), json.dumps(float('inf')), json.dumps([float('-inf')])))
    case(lambda: (json.dumps(float('nan'), allow_nan=False)))
    case(lambda: (json.dumps({1: 'a', 1.5: 'b', True: 'c', None: 'd'}), json.dumps({(1,): 1, 'a': 2}, skipkeys=True), json.dumps({False: 0})))
    case(lambda: (json.dumps({(1,): 1})))
    case(lambda: (json.dumps({b'a': 1})))
    case(lambda: (json.dumps({1, 2})))
    case(lambda: (json.dumps(1j)))
    case(lambda: (json.dumps(b'x')))
    case(lambda: (json.dumps(len) if False else 0))
    case(lambda: (json.dumps(loop())))
    case(lambda: (json.dumps(loop(), check_circular=False) if False else 0))
    case(lambda: (json.dumps([{1}], cls=E), json.dumps({1}, default=sorted), json.dumps({'d': Decimal('1.5')}, default=str), E(indent=1).encode([{3}]), list(json.JSONEncoder().iterencode([1, {'a': 2}])), json.JSONEncoder(sort_keys=True).encode({'b': 1, 'a': 1})))
    case(lambda: (json.dumps([{'a': {1}}], default=lambda o: o)))
    case(lambda: (json.dumps([1, {'k': object_} ]) if False else 0))
    case(lambda: (json.dumps([C(a=1), OrderedDict(b=1), namedtuple('P', 'x')(1), defaultdict(int, a=1), Counter('a'), I(5), S('s'), True])))
    case(lambda: (json.dumps(deque([1]))))
    case(lambda: (json.loads('{"a": [1, 2.5, -3e2, true, false, null, "\\u00e9\\n"]}'), json.loads(' [1] '), json.loads('"\\ud83d\\ude00"'), json.loads(b'{"a":1}'), json.loads('1'), json.loads('-0'), json.loads('1E5'), json.loads('NaN'), json.loads('[Infinity, -Infinity]'), json.loads('{"a":1,"a":2}'), json.loads('123456789012345678901234567890')))
    case(lambda: (json.loads('{"a":1}', object_hook=lambda d: list(d)), json.loads('{"b":1,"a":2}', object_pairs_hook=list), json.loads('[1.5]', parse_float=Decimal), json.loads('[1]', parse_int=float), json.loads('[NaN]', parse_constant=str), json.loads('"a\nb"', strict=False)))
    case(lambda: (json.loads('')))
    case(lambda: (json.loads('{')))
    case(lambda: (json.loads('{"a"}')))
    case(lambda: (json.loads('{"a":}')))
    case(lambda: (json.loads('{"a":1,}')))
    case(lambda: (json.loads("{'a':1}")))
    case(lambda: (json.loads('[1 2]')))
    case(lambda: (json.loads('[1,]')))
    case(lambda: (json.loads('nul')))
    case(lambda: (json.loads('01')))
    case(lambda: (json.loads('"abc')))
    case(lambda: (json.loads('"\\x"')))
    case(lambda: (json.loads('"\\u12"')))
    case(lambda: (json.loads('"a\nb"')))
    case(lambda: (json.loads('1 2')))
    case(lambda: (json.loads('\ufeff1')))
    case(lambda: (json.loads(None)))
    case(lambda: (json.loads(5)))
    case(lambda: (json.loads(b'\xff')))
    case(lambda: (json.loads('[' * 5 )))
    case(lambda: (json.loads('[1,\n 2,\n x]')))
    case(lambda: (json.JSONDecodeError('msg', 'doc', 1), json.JSONDecodeError('m', 'a\nb', 2).lineno, json.JSONDecodeError, issubclass(json.JSONDecodeError, ValueError)))
    case(lambda: (json.JSONDecoder().decode('[1]'), json.JSONDecoder().raw_decode('[1] x'), json.JSONDecoder(object_hook=len).decode('{"a":1}'), json.decoder.JSONDecoder, json.encoder.JSONEncoder is json.JSONEncoder))
    case(lambda: (dumpf({'a': [1, 2]}), dumpf([1], indent=1), dumpf('x')))
    case(lambda: (json.dump(1)))
    case(lambda: (json.dumps(1, 2)))
    case(lambda: (json.dumps(1, foo=2)))
    case(lambda: (json.dumps('\ud800'), json.loads('"\\ud800"') == '\ud800'))
    case(lambda: (json.dumps([[], {}, ''], indent=2)))
    case(lambda: (json.dumps({'a': 1, 2: 3}, sort_keys=True)))
    case(lambda: ([hashlib.new(n, b'abc').hexdigest() for n in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s')]))
    case(lambda: ([hashlib.shake_128(b'a').hexdigest(8), hashlib.shake_256(b'a').digest(4), hashlib.md5(b'a').digest(), hashlib.sha256().name, hashlib.sha512().block_size, hashlib.sha1().digest_size]))
    case(lambda: (sorted(hashlib.algorithms_guaranteed)))
    case(lambda: (hashlib.algorithms_available >= hashlib.algorithms_guaranteed))
    case(lambda: (hashlib.pbkdf2_hmac('sha256', b'password', b'salt', 1000).hex()))
    case(lambda: (hashlib.scrypt(b'p', salt=b's', n=16, r=8, p=1).hex() if hasattr(hashlib, 'scrypt') else 'no scrypt'))
    case(lambda: (hashlib.blake2b(b'a', digest_size=16, key=b'k', salt=b's', person=b'p').hexdigest(), hashlib.blake2s(b'a', fanout=2, depth=2, leaf_size=64).hexdigest(), hashlib.blake2b.MAX_KEY_SIZE, hashlib.blake2b.SALT_SIZE))
    case(lambda: (hashlib.sha256('text')))
    case(lambda: (hashlib.sha256(5)))
    case(lambda: (hashlib.new('md4')))
    case(lambda: (hashlib.new('nope', b'')))
    case(lambda: (hashlib.md5(b'', usedforsecurity=False).hexdigest(), hashlib.sha256(data=b'a').hexdigest()[:4] if False else 0, hashlib.sha256(string=b'a').hexdigest()[:4] if False else 0))
    case(lambda: (hashlib.shake_128(b'a').hexdigest()))
    case(lambda: (hashlib.blake2b(b'', digest_size=100)))
    case(lambda: (hashlib.sha512_256 if hasattr(hashlib, 'sha512_256') else 'none'))
    case(lambda: (repr(hashlib.sha256())[:8], type(hashlib.sha256()).__name__, type(hashlib.md5()).__name__))
    case(lambda: (hashlib.sha256(b'a').copy().hexdigest() == hashlib.sha256(b'a').hexdigest()))
    case(lambda: (hmac.new(b'k', b'm', 'sha256').hexdigest(), hmac.new(b'k', b'm', hashlib.sha256).digest(), hmac.digest(b'k', b'm', 'md5'), hmac.new(b'k', digestmod='sha1').name, hmac.new(b'k', b'', 'sha512').block_size, hmac.new(b'k' * 200, b'm', 'sha256').hexdigest()))
    case(lambda: (hmac.new(b'k', b'm')))
    case(lambda: (hmac.new('k', b'm', 'sha256')))
    case(lambda: (hmac.new(b'k', 'm', 'sha256')))
    case(lambda: (hmac.new(b'k', b'm', 'nope')))
    case(lambda: (hmac.compare_digest('é', 'é')))
    case(lambda: (hmac.compare_digest('a', b'a')))
    case(lambda: (base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='), base64.b64decode(b'aGVsbG8='), base64.urlsafe_b64encode(b'\xfb\xff'), base64.urlsafe_b64decode('-_8='), base64.standard_b64encode(b'a'), base64.b64encode(b'\xfb\xff', altchars=b'-_'), base64.b64decode('-_8=', altchars='-_'), base64.b32encode(b'a'), base64.b32decode('ME======'), base64.b32decode('me======', casefold=True), base64.b16encode(b'\xab'), base64.b16decode('AB'), base64.b16decode('ab', casefold=True), base64.a85encode(b'hello'), base64.a85decode(b'BOu!rDZ'), base64.b85encode(b'hello'), base64.b85decode('Xk~0{Zv'), base64.encodebytes(b'a' * 60), base64.decodebytes(b'YQ==\n'), base64.b32hexencode(b'a'), base64.z85encode(b'abcd'), base64.z85decode(b'vqGsd'), base64.a85encode(b'a', adobe=True), base64.b85encode(b'abc', pad=True)))
    case(lambda: (base64.b64encode('text')))
    case(lambda: (base64.b64decode('a')))
    case(lambda: (base64.b64decode('a===')))
    case(lambda: (base64.b64decode('é')))
    case(lambda: (base64.b64decode('a$b=', validate=True)))
    case(lambda: (base64.b64decode('aGVs bG8=')))
    case(lambda: (base64.b64decode('YWJj!')))
    case(lambda: (base64.b32decode('a')))
    case(lambda: (base64.b16decode('ab')))
    case(lambda: (base64.b16decode('zz')))
    case(lambda: (base64.b85decode('~')))
    case(lambda: (base64.b64decode(5)))
    case(lambda: (base64.b64encode(None)))
    case(lambda: (base64.decodebytes('a')))
    case(lambda: (base64.b32decode('M1023456', map01='I')))
    case(lambda: (base64.nope))
