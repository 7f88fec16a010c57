# id: itertools2
# about: itertools, math, statistics, numbers
# tier: core
# expect_logs: ["[1, 2, 3][('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c')][(1, 2), (1, 3), (2, 3)][('a', 'a'), ('a', 'b'), ('b', 'a'), ('b', 'b')]", "[('a', ['a', 'a']), ('b', ['b', 'b']), ('c', ['c'])][1, 3, 6][1, 5, 5][('a', 'c'), ('b', '-')]", "[8, 9][5, 2]['a', 'c'][(1, 2), (2, 3)][('a', 'b'), ('c', 'd'), ('e',)]", "[1, 2]1[5, 7, 9]['x', 'x']['a', 'b', 'a', 'b', 'a'][0][1, 2][('a', 'a'), ('a', 'b'), ('b', 'b')]", "[3.141592653589793, 2.718281828459045, 2, 3, 6, 12, 3628800, 10, 5.0, True, 3.0, inf, nan, -2, 1.0, 6, 4, 180.0, -1.0, 6.283185307179586, 1.4142135623730951]", "[2, 2.5, 'a', 1.2909944487358056, 1, 0.5, [1.5, 3.0, 4.5], 1.3333333333333333, 2.0, 1.5, ['a', 'b'], 1, 0.9933992677987828, LinearRegression(slope=2.0, intercept=0.0)]", "0.8413447460685429NormalDist(mu=3.0, sigma=1.4142135623730951)", "mean requires at least one data point", "1.652.67(-3, 2)-450.300000000000000041e+16-12551000.00xff0o101200.0(1, 2)2"]

import itertools as it, math, statistics as st
def tick(ctx):
    log = ctx.log.info
    log(str(list(it.chain([1], [2, 3]))) + str(list(it.permutations('abc', 2))[:4]) + str(list(it.combinations([1, 2, 3], 2))) + str(list(it.product('ab', repeat=2))))
    log(str([(k, list(g)) for k, g in it.groupby(sorted('aabbc'))]) + str(list(it.accumulate([1, 2, 3]))) + str(list(it.accumulate([1, 5, 3], max))) + str(list(it.zip_longest('ab', 'c', fillvalue='-'))))
    log(str(list(it.starmap(pow, [(2, 3), (3, 2)]))) + str(list(it.dropwhile(lambda x: x < 3, [1, 5, 2]))) + str(list(it.compress('abc', [1, 0, 1]))) + str(list(it.pairwise([1, 2, 3]))) + str(list(it.batched('abcde', 2))))
    a, b = it.tee([1, 2]); log(str(list(a)) + str(next(b)) + str(list(it.islice(it.count(5, 2), 3))) + str(list(it.repeat('x', 2))) + str(list(it.islice(it.cycle('ab'), 5))) + str(list(it.filterfalse(None, [0, 1]))) + str(list(it.chain.from_iterable([[1], [2]]))) + str(list(it.combinations_with_replacement('ab', 2))))
    log(str([math.pi, math.e, math.floor(2.7), math.ceil(2.1), math.gcd(12, 18), math.lcm(4, 6), math.factorial(10), math.comb(5, 2), math.hypot(3, 4), math.isclose(0.1 + 0.2, 0.3), math.log2(8), math.inf, math.nan, math.trunc(-2.5), math.fsum([0.1] * 10), math.prod([1, 2, 3]), math.isqrt(17), math.degrees(math.pi), math.copysign(1, -0.0), math.tau, math.dist([0, 0], [1, 1])]))
    log(str([st.mean([1, 2, 3]), st.median([1, 3, 2, 4]), st.mode('aab'), st.stdev([1, 2, 3, 4]), st.variance([1, 2, 3]), st.pstdev([1, 2]), st.quantiles([1, 2, 3, 4, 5]), st.harmonic_mean([1, 2]), st.geometric_mean([1, 2, 4]), st.fmean([1, 2]), st.multimode('aabb'), st.median_low([1, 2]), st.correlation([1, 2, 3], [2, 4, 7]), st.linear_regression([1, 2, 3], [2, 4, 6])]))
    log(str(st.NormalDist(100, 15).cdf(115)) + repr(st.NormalDist.from_samples([1, 2, 3]) + st.NormalDist(1, 1)))
    try: st.mean([])
    except st.StatisticsError as e: log(str(e))
    from statistics import mean
    from decimal import Decimal
    log(str(mean([Decimal('1.1'), Decimal('2.2')])) + str(round(2.675, 2)) + str(divmod(-7, 3)) + str(-7 // 2) + str(pow(3, -1, 7)) + str(0.1 + 0.2) + str(1e16) + str(5 % -3) + str(int('ff', 16)) + str(float('1e3')) + hex(255) + oct(8) + str(round(1234.5, -2)) + str((0.5).as_integer_ratio()) + str((10).bit_count()))
