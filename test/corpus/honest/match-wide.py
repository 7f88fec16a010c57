# id: match-wide
# about: match: every kind of pattern on own and built-in classes
# tier: core
# expect_logs: ["[12.57, 'square 9', 10, 'shape']", "not a shape: 'x'", "['ok', 'ok', 'bad', 'server 503', 'other', 'text x', 'none', 'other']", "['empty', 'go north', 'go..west', 'get lamp', \"drop ['a', 'b']\", 'x..z', 'only solo']", "['adult A', 'minor B', \"order 1 +1 {'z': 9}\", 'some dict']", "y axis 5", "click 1,2", "red", "1234", "three 6", "neg", "complex", "bytes", "strings are not sequences", "rest {}", "pair 1 2", "soft keywords 5 5", "range matches", "set no", "sub 1 2", "guard 10", "Shape() accepts 0 positional sub-patterns (1 given)", "Point() accepts 2 positional sub-patterns (3 given)", "str x", "bool True", "int 3", "none value", "empty list"]

class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class Click:
    def __init__(self, pos, button='left'): self.pos, self.button = pos, button
class Color:
    RED, GREEN = 'r', 'g'
class Shape: pass
class Circle(Shape):
    __match_args__ = ('r',)
    def __init__(self, r): self.r = r
class Rect(Shape):
    __match_args__ = ('w', 'h')
    def __init__(self, w, h): self.w, self.h = w, h
def area(s):
    match s:
        case Circle(r): return round(3.14159 * r * r, 2)
        case Rect(w, h) if w == h: return f'square {w * w}'
        case Rect(w=w, h=h): return w * h
        case Shape(): return 'shape'
        case _: raise TypeError(f'not a shape: {s!r}')
def http(status):
    match status:
        case 200 | 201: return 'ok'
        case 400: return 'bad'
        case int(n) if 500 <= n < 600: return f'server {n}'
        case int(): return 'other'
        case str() as s: return f'text {s}'
        case None: return 'none'
        case True | False: return 'never'
def cmd(line):
    match line.split():
        case []: return 'empty'
        case ['go', ('north' | 'south') as d]: return f'go {d}'
        case ['get', obj]: return f'get {obj}'
        case ['drop', *objs]: return f'drop {objs}'
        case [first, *_, last]: return f'{first}..{last}'
        case [x]: return f'only {x}'
def doc(d):
    match d:
        case {'type': 'user', 'name': str(name), 'age': int(age)} if age >= 18: return f'adult {name}'
        case {'type': 'user', 'name': name}: return f'minor {name}'
        case {'type': 'order', 'items': [{'sku': sku}, *rest], **extra}: return f'order {sku} +{len(rest)} {extra}'
        case {}: return 'some dict'
def tick(ctx):
    log = ctx.log.info
    log(str([area(s) for s in (Circle(2), Rect(3, 3), Rect(2, 5), Shape())]))
    try: area('x')
    except TypeError as e: log(str(e))
    log(str([http(s) for s in (200, 201, 400, 503, 7, 'x', None, True)]))
    log(str([cmd(l) for l in ('', 'go north', 'go west', 'get lamp', 'drop a b', 'x y z', 'solo')]))
    log(str([doc(d) for d in ({'type': 'user', 'name': 'A', 'age': 20}, {'type': 'user', 'name': 'B', 'age': 5}, {'type': 'order', 'items': [{'sku': 1}, 2], 'z': 9}, {'q': 1})]))
    match Point(0, 5):
        case Point(0, 0): log('origin')
        case Point(0, y): log(f'y axis {y}')
    match Click((1, 2)):
        case Click(pos=(x, y), button='left'): log(f'click {x},{y}')
    match 'r':
        case Color.GREEN: log('green')
        case Color.RED: log('red')
    match (1, [2, {'k': (3, 4)}]):
        case (a, [b, {'k': (c, d)}]): log(f'{a}{b}{c}{d}')
    match [1, 2, 3]:
        case [x, y]: log('two')
        case [x, y, z]: log(f'three {x + y + z}')
    match -1.5:
        case -1.5: log('neg')
    match 1 + 2j:
        case 1 + 2j: log('complex')
    match b'ab':
        case b'ab': log('bytes')
    match 'abc':
        case [*_]: log('never')
        case _: log('strings are not sequences')
    match {'a': 1}:
        case {'a': 1, **rest}: log(f'rest {rest}')
    match (1, 2):
        case [int(a), float(b)]: log('no')
        case [int(a), int(b)] | [float(a), float(b)]: log(f'pair {a} {b}')
    case = match = 5
    log(f'soft keywords {case} {match}')
    match range(3):
        case [0, 1, 2]: log('range matches')
    match {1, 2}:
        case []: log('no')
        case _: log('set no')
    class Sub(Point): pass
    match Sub(1, 2):
        case Point(x, y): log(f'sub {x} {y}')
    match 5:
        case Point(): log('no')
        case x if (y := x * 2) > 9: log(f'guard {y}')
    try:
        match Shape():
            case Shape(1): pass
    except TypeError as e: log(str(e))
    try:
        match Point(1, 2):
            case Point(1, 2, 3): pass
    except TypeError as e: log(str(e))
    match 'x':
        case str(s): log('str ' + s)
    match True:
        case bool(b): log(f'bool {b}')
    match 3:
        case float(): log('f')
        case int(n): log(f'int {n}')
    match {'k': None}:
        case {'k': None}: log('none value')
    match []:
        case []: log('empty list')
