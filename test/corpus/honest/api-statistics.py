# id: api-statistics
# about: statistics, one expression a line
# tier: core
# expect_logs: ["[2.5, 2.0, 0.5, Decimal('1.5'), 1.5]", "[2.0, 1.25, 3.0000000000000004, 48.0, 56.0]", "[2, 2.5, 2, 3, 3.5, 52.0]", "[1, 'a', ['a', 'b'], []]", "[0.986893273527251, 0.6666666666666666, 1.0, 0.5833333333333334, 0.5, 0.25]", "[Decimal('31.01875'), Decimal('0.7071067811865475244008443621'), Decimal('1')]", "[[1.75, 3.5, 5.25], [9.1, 19.2, 29.3, 39.4, 49.5, 59.6, 69.7, 79.8, 89.9], [1.5, 2.0, 2.5], [5, 5, 5]]", "[3.0, 0.9943767126843689, -1.0]", "LinearRegression(slope=0.31, intercept=-610.18)", "2.0", "[NormalDist(mu=1.0, sigma=2.0), 0.7475074624530771, 0.02659615202676218, 119.22327348316901, [3.651020499607837, 5.0, 6.348979500392163], 2.0, 0.6099343398789444]", "[NormalDist(mu=4.0, sigma=2.0), NormalDist(mu=2.0, sigma=4.0), NormalDist(mu=-2.0, sigma=2.23606797749979), NormalDist(mu=-1.0, sigma=2.0), NormalDist(mu=0.5, sigma=1.0), True, True]", "[1.0, 2.0, 4.0, 1.0, 1.0]", "NormalDist(mu=2.5, sigma=1.2909944487358056)", "[-1.1059954512309809, 1.0254889723405536, 0.7184972189414314]", "[0.2942945764799065, 0.5]", "2.342547545448139", "StatisticsError: mean requires at least one data point", "StatisticsError: no median for empty data", "StatisticsError: no mode for empty data", "StatisticsError: stdev requires at least two data points", "StatisticsError: variance requires at least two data points", "TypeError: can't convert type 'str' to numerator/denominator", "TypeError: unsupported operand type(s) for /: 'str' and 'int'", "StatisticsError: n must be at least 1", "StatisticsError: must have at least one data point", "StatisticsError: ('No negative inputs allowed', -1)", "StatisticsError: harmonic mean does not support negative values", "StatisticsError: sigma must be non-negative", "StatisticsError: cdf() not defined when sigma is zero", "StatisticsError: at least one of the inputs is constant", "StatisticsError: correlation requires at least two data points", "StatisticsError: covariance requires that both inputs have same number of data points", "Decimal('1')", "StatisticsError: fmean requires at least one data point", "StatisticsError: data and weights must be the same length", "True", "StatisticsError('x')", "[1.5, <class 'int'>, <class 'float'>, 100000000000000000001]", "2.5", "StatisticsError: pvariance requires at least one data point", "<class 'statistics.LinearRegression'>", "0.0", "2", "TypeError: unhashable type: 'list'", "1", "NormalDist(mu=3.0, sigma=1.5)", "ValueError: could not convert string to float: 'a'", "ValueError: Unknown method: 'x'"]

import statistics as st
from decimal import Decimal as D
import random


def tick(ctx):
    def case(f):
        try:
            ctx.log.info(repr(f()))
        except Exception as e:
            ctx.log.info(f"{type(e).__name__}: {e}")

    case(lambda: ([st.mean([1, 2, 3, 4]), st.mean([1.5, 2.5]), st.mean([True, False]), st.mean([D('1'), D('2')]), st.mean(iter([1, 2]))]))
    case(lambda: ([st.fmean([1, 2, 3]), st.fmean([1, 2], weights=[3, 1]), st.geometric_mean([1, 3, 9]), st.harmonic_mean([40, 60]), st.harmonic_mean([40, 60], weights=[5, 30])]))
    case(lambda: ([st.median([3, 1, 2]), st.median([1, 2, 3, 4]), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.median_grouped([1, 2, 2, 3, 4, 4, 4, 5]), st.median_grouped([52, 52, 53, 54], interval=2)]))
    case(lambda: ([st.mode([1, 1, 2]), st.mode('abcab'), st.multimode('aabbc'), st.multimode([])]))
    case(lambda: ([st.pstdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75]), st.pvariance([0, 1, 2]), st.stdev([1, 2, 3]), st.variance([2.75, 1.75, 1.25]), st.variance([1, 2], xbar=1.5), st.pvariance([1, 2], mu=1.5)]))
    case(lambda: ([st.variance([D('27.5'), D('30.25'), D('30.25'), D('34.5'), D('41.75')]), st.stdev([D('1'), D('2')]), st.pstdev([D('1'), D('3')])]))
    case(lambda: ([st.quantiles([1, 2, 3, 4, 5, 6]), st.quantiles(range(100), n=10), st.quantiles([1, 2, 3], n=4, method='inclusive'), st.quantiles([5], n=4)]))
    case(lambda: ([st.covariance([1, 2, 3], [1, 5, 7]), st.correlation([1, 2, 3, 4], [2, 4, 6, 9]), st.correlation([1, 2, 3], [9, 4, 1], method='ranked')]))
    case(lambda: (st.linear_regression([1971, 1975, 1979, 1982, 1983], [1, 2, 3, 4, 5])))
    case(lambda: (st.linear_regression([1, 2], [2, 4], proportional=True).slope))
    case(lambda: ([st.NormalDist(1, 2), st.NormalDist(100, 15).cdf(110), st.NormalDist(100, 15).pdf(100), st.NormalDist(100, 15).inv_cdf(0.9), st.NormalDist(5, 2).quantiles(4), st.NormalDist(5, 2).zscore(9), st.NormalDist(5, 2).overlap(st.NormalDist(6, 1))]))
    case(lambda: ([st.NormalDist(1, 2) + 3, st.NormalDist(1, 2) * 2, st.NormalDist(1, 2) - st.NormalDist(3, 1), -st.NormalDist(1, 2), st.NormalDist(1, 2) / 2, st.NormalDist(1, 2) == st.NormalDist(1, 2), hash(st.NormalDist(1, 2)) == hash(st.NormalDist(1, 2))]))
    case(lambda: ([st.NormalDist(1, 2).mean, st.NormalDist(1, 2).stdev, st.NormalDist(1, 2).variance, st.NormalDist(1, 2).median, st.NormalDist(1, 2).mode]))
    case(lambda: (st.NormalDist.from_samples([1, 2, 3, 4])))
    case(lambda: (st.NormalDist(0, 1).samples(3, seed=1)))
    case(lambda: ([st.kde([1, 2, 3], h=1)(2.0), st.kde([1, 2, 3], h=1, kernel='triangular', cumulative=True)(2)]))
    case(lambda: (st.kde_random([1, 2, 3], h=1, seed=5)()))
    case(lambda: (st.mean([])))
    case(lambda: (st.median([])))
    case(lambda: (st.mode([])))
    case(lambda: (st.stdev([1])))
    case(lambda: (st.variance([])))
    case(lambda: (st.mean(['a'])))
    case(lambda: (st.median(['a', 'b'])))
    case(lambda: (st.quantiles([1, 2], n=0)))
    case(lambda: (st.quantiles([])))
    case(lambda: (st.geometric_mean([1, -1])))
    case(lambda: (st.harmonic_mean([-1])))
    case(lambda: (st.NormalDist(0, -1)))
    case(lambda: (st.NormalDist(0, 0).cdf(1)))
    case(lambda: (st.correlation([1, 1], [1, 2])))
    case(lambda: (st.correlation([1], [1])))
    case(lambda: (st.covariance([1, 2], [1])))
    case(lambda: (st.mean([1, D(1)])))
    case(lambda: (st.fmean([])))
    case(lambda: (st.fmean([1, 2], weights=[1])))
    case(lambda: (issubclass(st.StatisticsError, ValueError)))
    case(lambda: (st.StatisticsError('x')))
    case(lambda: ([st.mean([1, 2]), type(st.mean([1, 3])), type(st.mean([1, 2])), st.mean([10**20, 10**20 + 2])]))
    case(lambda: (st.median([1, 2.5, 7])))
    case(lambda: (st.pvariance([])))
    case(lambda: (st.LinearRegression))
    case(lambda: (st.stdev([1.0, 1.0])))
    case(lambda: (st.mean({1: 'a', 3: 'b'})))
    case(lambda: (st.mode([[1]])))
    case(lambda: (sorted(n for n in dir(st)) if False else 1))
    case(lambda: (st.NormalDist(mu=3.0, sigma=1.5)))
    case(lambda: (st.NormalDist('a')))
    case(lambda: (st.quantiles([1,2,3,4], n=4, method='x')))
