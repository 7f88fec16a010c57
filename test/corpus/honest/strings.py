# id: strings
# about: str.format, f-strings, string methods
# tier: core
# expect_logs: ["         a|    b     |c    |'d'|1,234,567|3.142|00002.50|+5|0xff|1.234568e+04|25.000000%", "x y x n v 9 3 0", "      3.14|****m*****", "1 2s 3  2.50 'r' ff %1", "1 <y>", "ValueError: Single '{' encountered in format string", "ValueError: expected '}' before end of string", "KeyError: 'a'", "AttributeError: 'str' object has no attribute 'nope'", "ValueError: Unknown format code 'd' for object of type 'str'", "ValueError: Single '}' encountered in format string", "['HELLO, WORLD', 'hello, world', 'hELLO, wORLD', 'Hello, World', '----Hello, World----', 4, 8, 3, 'HeLlo, World', ('Hello', ', ', 'World'), ['Hello', 'World'], 'dlroW ,olleH', True, False, '000Hello, World', 'hello, world', b'Hello, World', 'Hello, World']", "[['a', 'b', '', 'c'], 'x', 'a', ['a', 'b', 'c'], 'xyc', 'a', 'c3a9', '\u00e9', 'SS', True, ['a', 'b_c'], '1,2']", "   'w'   3 n**2=9 nested 3 {} [0, 1, 2]   3   10,000,000,000.0 11 a", "x", "1,234.50", "P<abc>P<zz>1  1", "TrueaaaTrue97\u20acaxbxcTrue", "5 int"]

def tick(ctx):
    log = ctx.log.info
    log('{:>10}|{:^10}|{:<5}|{!r}|{:,}|{:.3f}|{:08.2f}|{:+d}|{:#x}|{:e}|{:%}'.format('a', 'b', 'c', 'd', 1234567, 3.14159, 2.5, 5, 255, 12345.678, 0.25))
    log('{0} {1} {0} {name} {d[key]} {l[0]} {o.real} {o.imag}'.format('x', 'y', name='n', d={'key': 'v'}, l=[9], o=3))
    log('{:{w}.{p}f}|{:{f}^{w}}'.format(3.14159, 'm', w=10, p=2, f='*'))
    log('{a} {b}'.format_map({'a': 1, 'b': 2}) + '%s %d %5.2f %r %x %%' % ('s', 3, 2.5, 'r', 255) + '%(a)s' % {'a': 1})
    class D(dict):
        def __missing__(self, k): return '<' + k + '>'
    log('{x} {y}'.format_map(D(x=1)))
    for t in ('{', '{0', '{a}', '{0.nope}', '{:d}', '}'):
        try: log(t.format('s'))
        except Exception as e: log(type(e).__name__ + ': ' + str(e))
    s = 'Hello, World'
    log(str([s.upper(), s.lower(), s.swapcase(), s.title(), s.center(20, '-'), s.find('o'), s.rfind('o'), s.count('l'), s.replace('l', 'L', 1), s.partition(', '), s.split(', '), s[::-1], s.startswith(('He', 'x')), s.isalpha(), s.zfill(15), s.casefold(), s.encode(), s.expandtabs()]))
    log(str(['a,b,,c'.split(','), ' x '.strip(), 'xxaxx'.strip('x'), 'a\nb\r\nc'.splitlines(), 'abc'.translate(str.maketrans('ab', 'xy')), 'aa'.removeprefix('a'), 'é'.encode('utf-8').hex(), b'\xc3\xa9'.decode(), 'ß'.upper(), '１'.isdigit(), 'a-b_c'.rsplit('-', 1), ','.join(['1', '2'])]))
    name = 'w'; n = 3
    log(f"{name!r:>6} {n:{n}d} {n**2=} {'nested ' + f'{n}'} {{}} {[i for i in range(n)]} {n!s:^5} {1e10:,.1f} {n:b} {'a' if n else 'b'}")
    log(rf'\d{n}' + f'''multi {
        n
    } line''' + '\u00e9\N{BULLET}' + ascii_(s) if False else 'x')
    log(format(3.14159, '.2f') + format(255, 'x') + format('a', '>4') + str(b'ab'[0]) + repr(bytes_(3)) if False else format(1234.5, ',.2f'))
    class P:
        def __init__(self): self.x = 1
        def __format__(self, spec): return f'P<{spec}>'
    log(f"{P():abc}" + '{:zz}'.format(P()) + '{0.x}'.format(P()) + '{p.x:>3}'.format(p=P()))
    log(str('abc' < 'abd') + str('a' * 3) + str('b' in 'abc') + str(ord('a')) + chr(8364) + str('x'.join('abc')) + str(hash('a') == hash('a')))
    log('{0[0][a]} {x.__class__.__name__}'.format([{'a': 5}], x=1))
