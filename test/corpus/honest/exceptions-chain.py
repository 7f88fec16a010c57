# id: exceptions-chain
# about: __cause__, __context__, add_note, args, custom attributes, raise from None
# tier: core
# expect_logs: ["fault 5 Fault(5, True) (5, True) 5 True cause=KeyError('k') ctx=KeyError('k') True","quiet None True ValueError","list index out of range None ZeroDivisionError('division by zero')","('a', 1) ['first', 'second'] ('a', 1)","True","cleanup","KeyError 'x' x","TypeError: can only concatenate str (not \"int\") to str","IndexError: list index out of range","ValueError: invalid literal for int() with base 10: 'q'","KeyError: 'k'","AttributeError: 'NoneType' object has no attribute 'x'","AttributeError: 'int' object has no attribute 'foo'","NameError: name 'undefined_name' is not defined","TypeError: object of type 'int' has no len()","TypeError: tick() missing 1 required positional argument: 'ctx'","ZeroDivisionError: division by zero","TypeError: sequence item 0: expected str instance, int found","IndexError: pop from empty list","TypeError: 'int' object is not callable","StopIteration: ","ValueError: could not convert string to float: 'abc'","ValueError: chr() arg not in range(0x110000)","TypeError: tick.<locals>.<lambda>.<locals>.<lambda>() takes 1 positional argument but 2 were given","KeyError: 'popitem(): dictionary is empty'","ValueError: list.remove(x): x not in list","ValueError: list.index(x): x not in list","ValueError: substring not found","ValueError: max() iterable argument is empty","TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str'","TypeError: cannot use 'list' as a dict key (unhashable type: 'list')","TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'","TypeError: '<' not supported between instances of 'str' and 'int'"]

class Fault(Exception):
    def __init__(self, code, *, retry=False):
        super().__init__(code, retry)
        self.code, self.retry = code, retry

    def __str__(self):
        return f'fault {self.code}'

def deep():
    try:
        {}['k']
    except KeyError as e:
        raise Fault(5, retry=True) from e

def hidden():
    try:
        int('z')
    except ValueError:
        raise RuntimeError('quiet') from None

def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        [][3]

def tick(ctx):
    try:
        deep()
    except Fault as e:
        ctx.log.info(f'{e} {e!r} {e.args} {e.code} {e.retry} cause={e.__cause__!r} ctx={e.__context__!r} {e.__suppress_context__}')
    try:
        hidden()
    except RuntimeError as e:
        ctx.log.info(f'{e} {e.__cause__} {e.__suppress_context__} {type(e.__context__).__name__}')
    try:
        implicit()
    except IndexError as e:
        ctx.log.info(f'{e} {e.__cause__} {e.__context__!r}')
    e = ValueError('a', 1)
    e.add_note('first')
    e.add_note('second')
    ctx.log.info(f'{e} {e.__notes__} {e.args}')
    try:
        raise e
    except Exception as got:
        ctx.log.info(str(got is e))
    try:
        try:
            raise KeyError('x')
        finally:
            ctx.log.info('cleanup')
    except Exception as e:
        ctx.log.info(f'{type(e).__name__} {e} {e.args[0]}')
    for bad in (lambda: 'a' + 1, lambda: [1, 2][5], lambda: int('q'), lambda: {}['k'], lambda: None.x, lambda: (1).foo, lambda: undefined_name, lambda: len(5), lambda: tick(), lambda: 1 / 0, lambda: 'x'.join([1]), lambda: [].pop(), lambda: 5(), lambda: next(iter([])), lambda: float('abc'), lambda: chr(-1), lambda: (lambda a: a)(1, 2), lambda: {}.popitem(), lambda: [1].remove(2), lambda: [1].index(2), lambda: 'a'.index('b'), lambda: max([]), lambda: 2 ** 'x', lambda: {[]: 1}, lambda: int(None), lambda: sorted([1, 'a'])):
        try:
            bad()
        except Exception as e:
            ctx.log.info(f'{type(e).__name__}: {e}')
