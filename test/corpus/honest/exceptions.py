# id: exceptions
# about: exceptions: chains, messages of the interpreter, order of finally
# tier: core
# expect_logs: ["[3] lookup AppErr('lookup') 3 ('lookup',) KeyError('k') KeyError('k') True AppErr", "ZeroDivisionError('division by zero')NoneTrue", "('a', 2)('a', 2)['n1']True", "True", "ValueError: invalid literal for int() with base 10: 'x'", "IndexError: list index out of range", "KeyError: 'a'", "AttributeError: 'NoneType' object has no attribute 'foo'", "TypeError: can only concatenate str (not \"int\") to str", "NameError: name 'undefined_name' is not defined", "StopIteration: ", "AttributeError: 'int' object has no attribute 'bar'", "ValueError: list.index(x): x not in list", "ValueError: could not convert string to float: 'z'", "TypeError: object of type 'int' has no len()", "AttributeError: 'str' object has no attribute 'foo'", "KeyError: 'q'", "KeyError: 'pop from an empty set'", "IndexError: pop from empty list", "ValueError: chr() arg not in range(0x110000)", "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'", "TypeError: unsupported operand type(s) for +: 'int' and 'str'", "TypeError: tick.<locals>.<lambda>() takes 0 positional arguments but 1 was given", "TypeError: 'int' object is not callable", "TypeError: 'int' object is not subscriptable", "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')", "ZeroDivisionError: division by zero", "ZeroDivisionError: division by zero", "NameError: name 'open' is not defined", "NameError: name 'eval' is not defined", "NameError: name 'exec' is not defined", "NameError: name 'compile' is not defined", "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte", "ValueError: min() iterable argument is empty", "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit", "IndexError: range object index out of range", "TypeError: 'int' object is not iterable", "TypeError: object is not iterable", "TypeError: descriptor 'join' for 'str' objects doesn't apply to a 'int' object", "TypeError: '<' not supported between instances of 'int' and 'str'", "TypeError: bad operand type for unary -: 'str'", "TypeError: can't multiply sequence by non-int of type 'str'", "NameError: name 'assert_' is not defined", "AssertionErrorasserted", "fin", "try", "else", "f0", "f1", "f2", "ValueError()", "5", "'k'TrueTrue", "True", "gone"]

class AppErr(Exception):
    def __init__(self, msg, *, code=0): super().__init__(msg); self.code = code
    def __str__(self): return f'[{self.code}] {self.args[0]}'
def tick(ctx):
    log = ctx.log.info
    try:
        try: {}['k']
        except KeyError as e: raise AppErr('lookup', code=3) from e
    except AppErr as e: log(f'{e} {e!r} {e.code} {e.args} {e.__cause__!r} {e.__context__!r} {e.__suppress_context__} {type(e).__name__}')
    try:
        try: 1 / 0
        finally: raise ValueError('x')
    except ValueError as e: log(repr(e.__context__) + str(e.__cause__) + str(e.__traceback__ is not None))
    e = ValueError('a', 2); e.add_note('n1'); log(str(e) + repr(e.args) + str(e.__notes__) + str(e == e))
    try: raise AppErr('none') from None
    except Exception as e2: log(str(e2.__suppress_context__))
    for f in (lambda: int('x'), lambda: [][1], lambda: {}['a'], lambda: None.foo, lambda: 'a' + 1, lambda: undefined_name, lambda: next(iter([])), lambda: (1).bar, lambda: [1, 2].index(5), lambda: float('z'), lambda: len(5), lambda: 'abc'.foo, lambda: {}.pop('q'), lambda: set().pop(), lambda: [].pop(), lambda: chr(-1), lambda: int(None), lambda: sum(['a']), lambda: f(1), lambda: 5(), lambda: 5[0], lambda: {[]: 1}, lambda: 2 ** -1 // 0, lambda: 1.5 // 0, lambda: open('x'), lambda: eval('1'), lambda: exec('1'), lambda: compile('1', '', 'eval'), lambda: 'é'.encode('ascii'), lambda: b'\xff'.decode(), lambda: min([]), lambda: int('9' * 5000), lambda: range(1)[5], lambda: tuple(5), lambda: dict([1]), lambda: str.join(1), lambda: 1 < 'a', lambda: -'a', lambda: [1] * 'a', lambda: assert_()):
        try: f()
        except Exception as e3: log(type(e3).__name__ + ': ' + str(e3).split('\n')[0])
    try: assert 1 == 2, 'asserted'
    except Exception as e4: log(type(e4).__name__ + str(e4))
    def deep():
        try: return 'try'
        finally: log('fin')
    log(deep())
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
        except ValueError: pass
        else: log('else')
        finally: log('f' + str(i))
    try: raise ValueError
    except ValueError as e5: log(repr(e5))
    try: e6 = StopIteration(5); raise e6
    except StopIteration as s: log(str(s.value))
    try: raise KeyError('k')
    except (ValueError, KeyError) as e7: log(str(e7) + str(isinstance(e7, Exception)) + str(issubclass(KeyError, Exception)))
    try:
        raise e.with_traceback(None)
    except ValueError as e8: log(str(e8 is e))
    log(str(e8) if 'e8' in {} else 'gone')
