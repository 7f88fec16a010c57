# id: format-specs
# about: format specifications for ints, floats, strings, dates, own __format__, nested and dynamic
# tier: core
# expect_logs: ["1,234,567 1_234_567 100101101011010000111 4553207 12D687 0x12d687 1.234567e+06 +1234567  1234567 1234567     |      1234567|   1234567   | 000001234567 +    1234567 -    1234567 A","3.14      3.142 3.1       | 3.141593e+00 3.14 314.159265% 3 1e+20 1e-07 3.14159 0.0 -0.0 0.0 1,000,000.0 inf nan 12_345.68 3.14159265 3.14","ab   |    ab  ab  | **ab** abc ab    |   \u4e2d \u00b7\u00b7\u00b7x","05/01/24 07:08:09.000123 2024-01-05 1:00:00 1 True None [1] (1,)","<abc> T() <> <q> <x y>   T() <dyn>","x=7 x = 7 x=007 items['k'][0]=1 x + 1=8","nested   7 a {} {7} 14 00007 k=[1, 2]","multi 7 line quotesboth \u2022 'a'","ValueError: Unknown format code 'd' for object of type 'str'","ValueError: Unknown format code 's' for object of type 'int'","TypeError: unsupported format string passed to list.__format__","IndexError: Replacement index 0 out of range for positional args tuple","KeyError: 'x'","ValueError: cannot switch from manual field specification to automatic field numbering","TypeError: %d format: a real number is required, not str","TypeError: not enough arguments for format string","ValueError: Single '{' encountered in format string","TypeError: unsupported format string passed to NoneType.__format__","AttributeError: 'int' object has no attribute 'nope'","TypeError: not all arguments converted during string formatting","ValueError: Unknown format code 'q' for object of type 'int'","KeyError: 'k'","l         |+5|0xff|10|1.500000e+00|1e-05|x|'\\xe9'| 99.5%|[1]","    3.14 '\\xe9' 2024 a"]

from datetime import date, datetime, timedelta
def tick(ctx):
    n, f = 1234567, 3.14159265
    ctx.log.info(f'{n:,} {n:_} {n:b} {n:o} {n:X} {n:#x} {n:e} {n:+} {n: } {n:<12}| {n:>12}| {n:^12}| {n:012} {n:=+12} {-n:=12} {n:c}' if n < 0 else f'{n:,} {n:_} {n:b} {n:o} {n:X} {n:#x} {n:e} {n:+} {n: } {n:<12}| {n:>12}| {n:^12}| {n:012} {n:=+12} {-n:=12} {65:c}')
    ctx.log.info(f'{f:.2f} {f:10.3f} {f:<10.1f}| {f:e} {f:.3g} {f:%} {f:.0f} {1e20:g} {1e-7:g} {f:n} {0.0:.1f} {-0.0:.1f} {-0.001:z.1f} {1e6:,.1f} {float("inf"):f} {float("nan"):.2f} {12345.678:_.2f} {f!s:>10} {f!r:.4}')
    ctx.log.info(f"{'ab':5}| {'ab':>5} {'ab':^5}| {'ab':*^6} {'abcdef':.3} {'ab':{'<'}{6}}| {'\u4e2d':>3} {'x':\u00b7>4}")
    ctx.log.info(f'{date(2024, 1, 5):%d/%m/%y} {datetime(2024, 1, 5, 7, 8, 9, 123):%H:%M:%S.%f} {date(2024, 1, 5)} {timedelta(hours=1)} {True:d} {True} {None} {[1]!s} {(1,)}')
    class T:
        def __format__(self, spec):
            return f'<{spec}>'
        def __repr__(self):
            return 'T()'
    ctx.log.info(f"{T():abc} {T()!r} {T():} {format(T(), 'q')} {'{:x y}'.format(T())} {'{0!r:>5}'.format(T())} {'{:{}}'.format(T(), 'dyn')}")
    x, items = 7, {'k': [1, 2]}
    ctx.log.info(f"{x=} {x = } {x=:03d} {items['k'][0]=} {x + 1=}")
    ctx.log.info(f"{'nested ' + f'{x:>{3}}'} {'a' if x else 'b'} {{}} {{{x}}} {(lambda v: v * 2)(x)} {x:{'0' + '5'}} {', '.join(f'{k}={v}' for k, v in items.items())}")
    ctx.log.info(f'''multi {
        x
    } line {"quotes" + 'both'} \N{BULLET} {"\n".join(["a"])!r}''')
    for bad in (lambda: f'{"s":d}', lambda: f'{1:s}', lambda: f'{[]:>5}', lambda: '{}'.format(), lambda: '{x}'.format(y=1), lambda: '{0} {}'.format(1, 2), lambda: '%d' % 'x', lambda: '%s %s' % (1,), lambda: '{'.format(), lambda: f'{None:>5}', lambda: '{0.real.nope}'.format(1), lambda: '%s' % (1, 2), lambda: f'{1:q}', lambda: '{[k]}'.format({})):
        try:
            ctx.log.info(bad())
        except Exception as e:
            ctx.log.info(f'{type(e).__name__}: {e}')
    ctx.log.info('%-10s|%+d|%#x|%o|%e|%g|%c|%a|%5.1f%%|%s' % ('l', 5, 255, 8, 1.5, 1e-5, 'x', '\u00e9', 99.5, [1]))
    ctx.log.info('{0:{w}.{p}f} {1!a} {2.year} {3[0]} {k.__class__.__name__}'.format(3.14159, '\u00e9', date(2024, 1, 1), 'ab', k=1, w=8, p=2) if False else '{0:{w}.{p}f} {1!a} {2.year} {3[0]}'.format(3.14159, '\u00e9', date(2024, 1, 1), 'ab', w=8, p=2))
