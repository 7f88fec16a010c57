# id: template-strings
# about: f-strings and t-strings: nesting, specifications, parts
# tier: core
# expect_logs: ["('Hello ', ' and ', '!') ('Bob', 3.14159) [('Bob', 'name', 'r', '>10'), (3.14159, 'n', None, '.2f')]", "Template ['Hello ', 'Bob', ' and ', 3.14159, '!']", "Template(strings=('ab', ''), interpolations=(Interpolation(1, '1', None, ''),))", "has values", "name='Bob' n=3.14    'Bob' 1 items=[1, 2]", "01, 02", "     3.1****", "BOB multi", "   Bob    |    3.14|5|2|}|{3}", "\\nBob\\d", "Bob       |  3.1|007|ff|[1, 2]%", "     Bob 3.14 2 v", "ab1c"]

def tick(ctx):
    log = ctx.log.info
    name, n, items = 'Bob', 3.14159, [1, 2]
    t = t'Hello {name!r:>10} and {n:.{2}f}!'
    log(f'{t.strings} {t.values} {[(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations]}')
    log(f'{type(t).__name__} {[p if type(p) is str else p.value for p in t]}')
    log(f'{t"a" + t"b{1}"!r}')
    match t:
        case _ if t.values: log('has values')
    log(f'{name=} {n=:.2f} {name!r:>8} {items[0]} {items=}')
    log(f"{', '.join(f'{i:02d}' for i in items)}")
    log(f'{f"{f"{n:.1f}":>8}":*<12}')
    log(f'''{
        name.upper()  # comment
    } multi''')
    log(f'{name:{"^"}{10}}|{n:{8}.{3}}|{(lambda: 5)()}|{ {1: 2}[1] }|{"}"}|{{{n:.0f}}}')
    log(rf'\n{name}\d')
    log('%-10s|%5.1f|%03d|%x|%s%%' % (name, n, 7, 255, items))
    log('{0:>8} {n:.2f} {1[1]} {d[k]}'.format(name, items, n=n, d={'k': 'v'}))
    log('a' 'b' f'{1}' "c")
