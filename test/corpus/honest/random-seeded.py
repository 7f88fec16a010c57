# id: random-seeded
# about: each of random, from a seed
# tier: core
# expect_logs: ["0.639427 1 40 1.2449 a [3, 3, 3, 1] ['a', 'a', 'a'] [64, 77, 3]","[2, 1, 0, 7, 4, 6, 5, 3] -1.5419 0.5152 0.1690 0.6998 0.2199 55541 7b0d58 1.3614 5.7378 0.8640 4.3988 0.9887 2","True 0.871157","True True 36 864","IndexError: Cannot choose from an empty sequence","ValueError: Sample larger than population or is negative","ValueError: empty range in randint(2, 1)","IndexError: list index out of range","TypeError: The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.","1.0 1 ['a', 'a', 'b']"]

import random
from random import Random

def tick(ctx):
    r = Random(42)
    ctx.log.info(f'{r.random():.6f} {r.randint(1, 6)} {r.randrange(0, 100, 5)} {r.uniform(1, 2):.4f} {r.choice("abc")} {r.choices([1, 2, 3], k=4)} {r.choices("ab", weights=[9, 1], k=3)} {r.sample(range(100), 3)}')
    x = list(range(8))
    r.shuffle(x)
    ctx.log.info(f'{x} {r.gauss(0, 1):.4f} {r.normalvariate(0, 1):.4f} {r.expovariate(1):.4f} {r.betavariate(1, 2):.4f} {r.triangular(0, 1, 0.5):.4f} {r.getrandbits(16)} {r.randbytes(3).hex()} {r.paretovariate(3):.4f} {r.vonmisesvariate(0, 4):.4f} {r.weibullvariate(1, 1.5):.4f} {r.lognormvariate(0, 1):.4f} {r.gammavariate(2, 1):.4f} {r.binomialvariate(10, 0.5)}')
    random.seed('text')
    a = [random.random() for _ in range(3)]
    random.seed('text')
    ctx.log.info(f'{a == [random.random() for _ in range(3)]} {a[0]:.6f}')
    state = r.getstate()
    one = r.random()
    r.setstate(state)
    ctx.log.info(f'{one == r.random()} {Random(1).random() == Random(1).random()} {Random(b"k").randint(0, 999)} {Random(1.5).randint(0, 999)}')
    for bad in (lambda: r.choice([]), lambda: r.sample([1], 2), lambda: r.randint(2, 1), lambda: r.choices([], k=1), lambda: Random([1])):
        try:
            bad()
        except Exception as e:
            ctx.log.info(f'{type(e).__name__}: {e}')
    class Fixed(Random):
        def random(self):
            return 0.25
    ctx.log.info(f'{Fixed().uniform(0, 4)} {Fixed().choice([1, 2, 3, 4])} {r.sample(["a", "b"], counts=[2, 1], k=3)}')
