# id: hashing
# about: hashlib, hmac, base64, random
# tier: core
# expect_logs: ["2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a488195cb0bfd2977c761298d9624e4b4d4c72a39974a168520c816774057ce85c8de88d247f05d", "['blake2b', 'blake2s', 'md5']True<_md5", "unsupported hash type nope", "94ec958658f1d827ab71hmac-sha51264Trueb60090e31b92d4", "b'//4/'b'__4_'b'MFRGG==='b'6162'b'VPaz'b'@:E_W'b'abc'b'a'b'YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\\nYWFh\\n'b'a'b'C4======'b'f!$Kw'", "ErrorInvalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4", "[5, 'c', [5, 8, 0], 0.9300096996692219, 1.2490526560617576, 0, 230, ['a', 'a', 'b'], 0.4363243730556231, 0.09224407807210866, 0.5245038370870148, b'\\x82\\x9c.', -1.619941466853125, 1.1450808670651522]", "True", "True0.7150250474822781NoneTrue", "5.01"]

import hashlib, hmac, base64, random
def tick(ctx):
    log = ctx.log.info
    log(hashlib.sha256(b'x').hexdigest() + hashlib.new('sha1', b'y').hexdigest() + str(hashlib.md5(b'', usedforsecurity=False).digest_size) + hashlib.blake2s(b'z', digest_size=4).hexdigest() + hashlib.sha3_224(b'q').hexdigest()[:8] + hashlib.shake_128(b'a').hexdigest(5) + hashlib.sha384(b'1').hexdigest()[:6])
    log(str(sorted(hashlib.algorithms_guaranteed)[:3]) + str('md5' in hashlib.algorithms_available) + repr(hashlib.md5(b'a'))[:5])
    try: hashlib.new('nope')
    except ValueError as e: log(str(e))
    h = hmac.new(b'k', b'm', hashlib.sha512); g = h.copy(); g.update(b'2'); log(h.hexdigest()[:10] + g.hexdigest()[:10] + h.name + str(h.digest_size) + str(hmac.compare_digest('a', 'a')) + hmac.digest(b'k', b'm', 'sha256').hex()[:8] + hmac.new(b'k', b'm', 'sha3_256').hexdigest()[:6])
    log(str(base64.b64encode(b'\xff\xfe?')) + str(base64.urlsafe_b64encode(b'\xff\xfe?')) + str(base64.b32encode(b'abc')) + str(base64.b16encode(b'ab')) + str(base64.b85encode(b'abc')) + str(base64.a85encode(b'abcd')) + str(base64.b64decode('YWJj')) + str(base64.standard_b64decode('YQ==')) + str(base64.encodebytes(b'a' * 60)) + str(base64.decodebytes(b'YQ==\n')) + str(base64.b32hexencode(b'a')) + str(base64.z85encode(b'1234')))
    try: base64.b64decode('a')
    except ValueError as e: log(type(e).__name__ + str(e))
    r = random.Random(5); log(str([r.randint(1, 9), r.choice('abc'), r.sample(range(10), 3), r.gauss(0, 1), r.uniform(1, 2), r.randrange(5), r.getrandbits(8), r.choices('ab', k=3), r.triangular(), r.betavariate(1, 2), r.expovariate(1), r.randbytes(3), r.normalvariate(), r.paretovariate(1)]))
    st = r.getstate(); a = r.random(); r.setstate(st); log(str(a == r.random()))
    random.seed('s'); a = random.random(); random.seed('s'); log(str(a == random.random()) + str(random.random()) + str(random.shuffle([1])) + str(0 <= random.SystemRandom().random() < 1))
    class MyR(random.Random):
        def random(self): return 0.5
    log(str(MyR().uniform(0, 10)) + str(MyR().choice([1, 2])))
