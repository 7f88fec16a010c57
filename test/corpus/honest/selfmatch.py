# id: selfmatch
# about: class patterns of builtins
# tier: core
# expect_logs: ["str a", "int 1", "seq 1", "str b'x'", "float 2.5", "dict {'k': 1}", "seq 1", "other", "bool True"]

def tick(ctx):
    for v in ('a', 1, [1], b'x', 2.5, {'k': 1}, (1,), {1}, True):
        match v:
            case bool(b): ctx.log.info(f'bool {b}')
            case str(s) | bytes_like(s): ctx.log.info(f'str {s}')
            case int(i): ctx.log.info(f'int {i}')
            case list([x]) | tuple([x]): ctx.log.info(f'seq {x}')
            case dict(d): ctx.log.info(f'dict {d}')
            case float(f): ctx.log.info(f'float {f}')
            case _: ctx.log.info('other')
bytes_like = type(b'')
