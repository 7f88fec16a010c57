/**
 * Expressions of Python and what they print, by the module that a worker imports for them. The same on
 * every machine: integers of the platform's size have 32 bits in a sandbox.
 */
export const SELF_TESTS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  numpy: [
    ['numpy.arange(6.0).reshape(2, 3)', '[[0. 1. 2.]\n [3. 4. 5.]]'],
    ['numpy.arange(3)[:, numpy.newaxis].shape', '(3, 1)'],
    ['numpy.add.outer([1, 2], [10, 20]).tolist()', '[[11, 21], [12, 22]]'],
    ['numpy.linalg.solve([[2.0, 0.0], [0.0, 4.0]], [1.0, 2.0])', '[0.5 0.5]'],
    ['numpy.linalg.svd([[3.0, 0.0], [0.0, 4.0]])[1]', '[4. 3.]'],
    ['numpy.fft.ifft(numpy.fft.fft([1, 2, 3])).real.round(6).tolist()', '[1.0, 2.0, 3.0]'],
    ['numpy.random.default_rng(1).random(2).round(6).tolist()', '[0.511822, 0.950464]'],
    ['numpy.random.RandomState(1).rand(2).round(6).tolist()', '[0.417022, 0.720324]'],
    ['numpy.polynomial.Polynomial([6, -5, 1]).roots().round(6).tolist()', '[2.0, 3.0]'],
    ['numpy.ma.masked_invalid([1.0, numpy.nan])', '[1.0 --]'],
    ["numpy.array(['2024-02-28'], 'M8[D]') + 2", "['2024-03-01']"],
    ["numpy.strings.upper(['a']).tolist()", "['A']"],
    ["numpy.array([(1, 2.5)], [('n', 'i4'), ('x', 'f8')])['x'].tolist()", '[2.5]'],
    ['numpy.percentile([1, 2, 3, 4], 50).item()', '2.5'],
    [
      'numpy.einsum("ij,jk->ik", numpy.eye(2), numpy.ones((2, 2))).tolist()',
      '[[1.0, 1.0], [1.0, 1.0]]',
    ],
    ['numpy.genfromtxt(["1,2", "3,4"], delimiter=",").sum().item()', '10.0'],
  ],
  pandas: [
    ["pandas.DataFrame({'a': [1, 2], 'b': ['x', 'y']})", '   a  b\n0  1  x\n1  2  y'],
    [
      "pandas.DataFrame({'k': [1, 1, 2], 'v': [1, 2, 3]}).groupby('k')['v'].sum().to_dict()",
      '{1: 3, 2: 3}',
    ],
    [
      "pandas.DataFrame({'k': [1, 2]}).merge(pandas.DataFrame({'k': [2], 'w': ['z']}), on='k').to_dict('records')",
      "[{'k': 2, 'w': 'z'}]",
    ],
    [
      "pandas.DataFrame({'d': [1, 1], 't': ['p', 'q'], 'v': [3, 4]}).pivot(index='d', columns='t', values='v').to_csv()",
      'd,p,q\n1,3,4\n',
    ],
    ['pandas.Series([1, 2, 4]).rolling(2).mean().tolist()', '[nan, 1.5, 3.0]'],
    [
      "pandas.Series(1, pandas.date_range('2024-01-01', periods=4, freq='12h')).resample('D').sum().tolist()",
      '[2, 2]',
    ],
    ["pandas.DataFrame({'a': [1, 2, 3]}).query('a > 1 and a != 3').a.tolist()", '[2]'],
    ["pandas.DataFrame({'a': [1], 'b': [2]}).eval('a + b').tolist()", '[3]'],
    ["pandas.to_datetime('1 March 2024 3pm')", '2024-03-01 15:00:00'],
    [
      "pandas.Timestamp('2024-07-01', tz='UTC') + pandas.offsets.MonthEnd()",
      '2024-07-31 00:00:00+00:00',
    ],
    ["pandas.Series(['a b']).str.split().tolist()", "[['a', 'b']]"],
    ["pandas.Series(pandas.to_datetime(['2024-01-01'])).dt.day_name().tolist()", "['Monday']"],
    ["pandas.Series(['x', 'y', 'x'], dtype='category').cat.codes.tolist()", '[0, 1, 0]'],
    ["pandas.DataFrame({'a': [1.5, None]}).to_json()", '{"a":{"0":1.5,"1":null}}'],
    [
      "pandas.DataFrame({'a': [1]}).assign(b=lambda d: d.a + 1).to_dict('list')",
      "{'a': [1], 'b': [2]}",
    ],
    ["pandas.Series([1, None], dtype='Int64').sum()", '1'],
    ["pandas.api.types.is_numeric_dtype('int64')", 'True'],
    ["pandas.cut([1, 9], [0, 5, 10], labels=['l', 'h']).tolist()", "['l', 'h']"],
  ],
};
