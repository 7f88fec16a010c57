# id: exception-messages
# about: exceptions: order, chains, notes, and what the interpreter says
# tier: core
# expect_logs: ["end ['body', 'else', 'finally']", "r ['body', 'finally']", "e ['body', 'except', 'finally']", "[404] n ('n',) {'id': 5} 404 ['body', 'finally'] NotFound('n') True", "2 [0, 'f0', 'f1', 2, 'f2', 'f3']", "KeyError('second') ZeroDivisionError('division by zero') None False", "wrapped from KeyError('a') True", "None KeyError('a') True", "Multi('m') ValueError", "Plain() '' ()", "Plain('a', 1, [2]) ('a', 1, [2]) ('a', 1, [2])", "re-raised inner", "True", "cannot access local variable 'e2' where it is not associated with a value", "['note 1', 'note 2'] n", "add_note() argument must be str, not int", "True 89 None", "exceptions must derive from BaseException", "exceptions must derive from BaseException", "exception causes must derive from BaseException", "AssertionError math ('math',)", "AssertionError AssertionError()", "catching classes that do not inherit from BaseException is not allowed", "gen thrown", "from gen ValueError('thrown')", "False ValueError <class 'Exception'> Common base class for all non-exit exceptions. True ('a',) 'a' IndexError() 5", "IndexError|list index out of range|('list index out of range',)", "KeyError|'k'|('k',)", "ValueError|invalid literal for int() with base 10: 'x'|(\"invalid literal for int() with base 10: 'x'\",)", "AttributeError|'NoneType' object has no attribute 'a'|(\"'NoneType' object has no attribute 'a'\",)", "TypeError|unsupported operand type(s) for +: 'int' and 'str'|(\"unsupported operand type(s) for +: 'int' and 'str'\",)", "NameError|name 'nope' is not defined|(\"name 'nope' is not defined\",)", "ZeroDivisionError|division by zero|('division by zero',)", "AttributeError|'str' object has no attribute 'b'|(\"'str' object has no attribute 'b'\",)", "ValueError|list.index(x): x not in list|('list.index(x): x not in list',)", "ValueError|tuple.index(x): x not in tuple|('tuple.index(x): x not in tuple',)", "OverflowError|(68, 'Result not representable')|(68, 'Result not representable')", "ValueError|list.remove(x): x not in list|('list.remove(x): x not in list',)", "KeyError|'b'|('b',)", "TypeError|sequence item 0: expected str instance, int found|('sequence item 0: expected str instance, int found',)", "TypeError|int() argument must be a string, a bytes-like object or a real number, not 'list'|(\"int() argument must be a string, a bytes-like object or a real number, not 'list'\",)", "UnicodeDecodeError|'utf-8' codec can't decode byte 0xff in position 0: invalid start byte|('utf-8', b'\\xff', 0, 1, 'invalid start byte')", "UnicodeEncodeError|'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)|('ascii', '\u00e9', 0, 1, 'ordinal not in range(128)')", "ValueError|could not convert string to float: 'x'|(\"could not convert string to float: 'x'\",)", "StopIteration||()", "IndexError|range object index out of range|('range object index out of range',)", "KeyError|'popitem(): dictionary is empty'|('popitem(): dictionary is empty',)", "ValueError|chr() arg not in range(0x110000)|('chr() arg not in range(0x110000)',)", "AttributeError|type object 'bool' has no attribute 'x'|(\"type object 'bool' has no attribute 'x'\",)", "ImportError|Import of os is not allowed in worker sandbox.\nAllowed: ['base64', 'collections', 'copy', 'datetime', 'decimal', 'functools', 'hashlib', 'hmac', 'itertools', 'json', 'math', 'random', 're', 'statistics', 'time']|(\"Import of os is not allowed in worker sandbox.\\nAllowed: ['base64', 'collections', 'copy', 'datetime', 'decimal', 'functools', 'hashlib', 'hmac', 'itertools', 'json', 'math', 'random', 're', 'statistics', 'time']\",)", "NameError|name 'open' is not defined|(\"name 'open' is not defined\",)", "TypeError|tick.<locals>.<lambda>.<locals>.<lambda>() takes 0 positional arguments but 1 was given|('tick.<locals>.<lambda>.<locals>.<lambda>() takes 0 positional arguments but 1 was given',)", "NameError|name 'object' is not defined|(\"name 'object' is not defined\",)", "ZeroDivisionError|division by zero|('division by zero',)", "ZeroDivisionError|division by zero|('division by zero',)", "TypeError|'<' not supported between instances of 'list' and 'int'|(\"'<' not supported between instances of 'list' and 'int'\",)", "TypeError|'<' not supported between instances of 'str' and 'int'|(\"'<' not supported between instances of 'str' and 'int'\",)", "TypeError|cannot use 'list' as a dict key (unhashable type: 'list')|(\"cannot use 'list' as a dict key (unhashable type: 'list')\",)", "ok ''", "OverflowError|cannot fit 'int' into an index-sized integer|(\"cannot fit 'int' into an index-sized integer\",)", "OverflowError|cannot fit 'int' into an index-sized integer|(\"cannot fit 'int' into an index-sized integer\",)", "OverflowError|too many digits in integer|('too many digits in integer',)", "TypeError|type str doesn't define __round__ method|(\"type str doesn't define __round__ method\",)", "TypeError|bad operand type for abs(): 'str'|(\"bad operand type for abs(): 'str'\",)", "TypeError|%d format: a real number is required, not str|('%d format: a real number is required, not str',)", "TypeError|can only concatenate str (not \"int\") to str|('can only concatenate str (not \"int\") to str',)", "too many values to unpack (expected 2, got 3)", "not enough values to unpack (expected 2, got 1)", "cannot unpack non-iterable int object", "not enough values to unpack (expected at least 1, got 0)", "'int' object is not iterable", "'int' object does not support the context manager protocol (missed __exit__ method)", "cannot access local variable 'undefined_local' where it is not associated with a value", "UnboundLocalError cannot access local variable 'unbound' where it is not associated with a value", "UnboundLocalError cannot access local variable 'later' where it is not associated with a value"]

class AppError(Exception):
    """Base."""
    code = 1
    def __init__(self, msg, **kw):
        super().__init__(msg)
        self.kw = kw
class NotFound(AppError):
    code = 404
    def __str__(self): return f'[{self.code}] {super().__str__()}'
class Multi(ValueError, KeyError): pass
class Plain(Exception): pass
def order(out, how):
    try:
        out.append('body')
        if how == 'return': return 'r'
        if how == 'raise': raise ValueError('v')
        if how == 'exit': raise NotFound('n', id=5)
    except ValueError:
        out.append('except')
        return 'e'
    else:
        out.append('else')
    finally:
        out.append('finally')
    return 'end'
def override():
    try: return 1
    finally: return 2
def loop():
    out = []
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally:
            out.append(f'f{i}')
    else:
        out.append('never')
    return out
def nested():
    try:
        try: 1 / 0
        except ZeroDivisionError: raise KeyError('second')
    except KeyError as e:
        return e
def tick(ctx):
    log = ctx.log.info
    for how in ('none', 'return', 'raise', 'exit'):
        out = []
        try: log(f'{order(out, how)} {out}')
        except NotFound as e: log(f'{e} {e.args} {e.kw} {e.code} {out} {e!r} {isinstance(e, AppError)}')
    log(f'{override()} {loop()}')
    e = nested(); log(f'{e!r} {e.__context__!r} {e.__cause__} {e.__suppress_context__}')
    try:
        try: {}['a']
        except KeyError as k: raise AppError('wrapped') from k
    except AppError as e: log(f'{e} from {e.__cause__!r} {e.__suppress_context__}')
    try:
        try: {}['a']
        except KeyError: raise AppError('clean') from None
    except AppError as e: log(f'{e.__cause__} {e.__context__!r} {e.__suppress_context__}')
    try: raise Multi('m')
    except KeyError as e: log(f'{e!r} {type(e).__mro__[1].__name__}')
    try: raise Plain
    except Plain as e: log(f'{e!r} {str(e)!r} {e.args}')
    try: raise Plain('a', 1, [2])
    except Plain as e: log(f'{e!r} {e} {e.args}')
    try:
        try: raise ValueError('inner')
        except ValueError: raise
    except ValueError as e: log(f're-raised {e}')
    try:
        try: raise ValueError('1')
        except ValueError as e:
            err = e
        raise err
    except ValueError as e2: log(f'{e2 is err}')
    try: e_gone = e2
    except Exception as e: log(str(e))
    x = ValueError('n'); x.add_note('note 1'); x.add_note('note 2'); log(f'{x.__notes__} {x}')
    try: x.add_note(5)
    except TypeError as e: log(str(e))
    try: raise x.with_traceback(None)
    except ValueError as e: log(f'{e.__traceback__ is not None} {e.__traceback__.tb_lineno} {e.__traceback__.tb_next}')
    try: raise 'text'
    except TypeError as e: log(str(e))
    try: raise int
    except TypeError as e: log(str(e))
    try: raise ValueError from 5
    except TypeError as e: log(str(e))
    try: assert 1 == 2, 'math'
    except Exception as e: log(f'{type(e).__name__} {e} {e.args}')
    try: assert ()
    except Exception as e: log(f'{type(e).__name__} {e!r}')
    try:
        try: 1 / 0
        except 'notatype': pass
    except TypeError as e: log(str(e))
    except ZeroDivisionError as e: log('zde')
    def gen():
        try: yield
        except ValueError as e: log(f'gen {e}'); raise RuntimeError('from gen') from e
    g = gen(); next(g)
    try: g.throw(ValueError('thrown'))
    except RuntimeError as e: log(f'{e} {e.__cause__!r}')
    log(f'{ValueError("a") == ValueError("a")} {ValueError.__name__} {ValueError.__mro__[1]} {Exception.__doc__} {issubclass(KeyError, Exception)} {KeyError("a").args} {str(KeyError("a"))} {IndexError()!r} {StopIteration(5).value}')
    for f in (lambda: [][0], lambda: {}['k'], lambda: int('x'), lambda: None.a, lambda: 1 + '', lambda: nope, lambda: 1 / 0, lambda: 'a'.b, lambda: [].index(3), lambda: (1, 2).index(3), lambda: 2.0 ** 10000, lambda: [1, 2, 3].remove(9), lambda: dict(a=1)['b'], lambda: ''.join([1]), lambda: int([]), lambda: b'\xff'.decode(), lambda: 'é'.encode('ascii'), lambda: float('x'), lambda: next(iter(())), lambda: range(0)[0], lambda: {}.popitem(), lambda: chr(-1), lambda: bool.x, lambda: __import__('os'), lambda: open, lambda: (lambda: 0)(1), lambda: object, lambda: 5 % 0, lambda: divmod(1, 0), lambda: [1] < 1, lambda: sorted([1, 'a']), lambda: {1: 2}[[]], lambda: 'x' * -1, lambda: 'x' * 10**20, lambda: [0] * 10**20, lambda: 1 << 10**20, lambda: round('x'), lambda: abs('x'), lambda: '%d' % 'x', lambda: 'a' 'b' + 1):
        try: log(f'ok {f()!r}')
        except Exception as e: log(f'{type(e).__name__}|{e}|{e.args}')
    try:
        a, b = [1, 2, 3]
    except ValueError as e: log(str(e))
    try:
        a, b = [1]
    except ValueError as e: log(str(e))
    try:
        a, b = 5
    except TypeError as e: log(str(e))
    try:
        a, *b = []
    except ValueError as e: log(str(e))
    try:
        for i in 5: pass
    except TypeError as e: log(str(e))
    try:
        with 5: pass
    except TypeError as e: log(str(e))
    try:
        del undefined_local
    except Exception as e: log(str(e))
    try:
        unbound += 1
    except Exception as e: log(f'{type(e).__name__} {e}')
    try:
        log(later)
    except Exception as e: log(f'{type(e).__name__} {e}')
    later = 1
