# id: jsons
# about: json: encoders, decoders, hooks, errors
# tier: core
# expect_logs: ["{\n  \"a\": [\n    1,\n    2.5,\n    null,\n    true,\n    \"\u00e9\"\n  ],\n  \"b\": {\n    \"c\": []\n  }\n}", "[1,2]{\"1\": \"c\", \"null\": \"b\", \"2.5\": \"d\"}{\"x\": 2}NaN\"\\\"\\\\\\n\\u2028\"", "OrderedDict({'a': 1, 'b': [1.5, None, True], 'c': '\u00e9'})['1', '2.0'][1]nan", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 1 2 Expecting property name enclosed in double quotes True", "Illegal trailing comma before end of array: line 1 column 3 (char 2) 2 1 3 Illegal trailing comma before end of array True", "Expecting ':' delimiter: line 1 column 6 (char 5) 5 1 6 Expecting ':' delimiter True", "Expecting value: line 1 column 1 (char 0) 0 1 1 Expecting value True", "Expecting value: line 1 column 1 (char 0) 0 1 1 Expecting value True", "Invalid control character at: line 1 column 2 (char 1) 1 1 2 Invalid control character at True", "Extra data: line 1 column 5 (char 4) 4 1 5 Extra data True", "Object of type set is not JSON serializable", "Object of type builtin_function_or_method is not JSON serializable", "Object of type complex is not JSON serializable", "Object of type bytes is not JSON serializable", "Circular reference detected", "Out of range float values are not JSON compliant: inf", "{\"s\": [1, 3]}[\n 1\n]{\"a\": [2]}", "('H', {'a': ('H', {'b': 1})})([1], 3)", "{\"a\": 1}[3]", "[1, 2]10000000000000000000000000000001111111111111111111111111111111111111111{\"b\": 1, \"a\": 2}", "dec"]

import json
from collections import OrderedDict, namedtuple
def tick(ctx):
    log = ctx.log.info
    log(json.dumps({'a': [1, 2.5, None, True, 'é'], 'b': {'c': ()}}, indent=2, sort_keys=True, ensure_ascii=False))
    log(json.dumps([1, 2], separators=(',', ':')) + json.dumps({1: 'a', None: 'b', True: 'c', 2.5: 'd'}) + json.dumps({(1, 2): 1, 'x': 2}, skipkeys=True) + json.dumps(float('nan')) + json.dumps('"\\\n\u2028'))
    log(str(json.loads('{"a": 1, "b": [1.5, null, true], "c": "\\u00e9"}', object_pairs_hook=OrderedDict)) + str(json.loads('[1, 2.0]', parse_int=str, parse_float=str)) + str(json.loads(b'[1]')) + str(json.loads('NaN')))
    for bad in ('{', '[1,]', '{"a" 1}', '', 'nul', '"\x01"', '[1] x'):
        try: json.loads(bad)
        except json.JSONDecodeError as e: log(f'{e} {e.pos} {e.lineno} {e.colno} {e.msg} {isinstance(e, ValueError)}')
    for bad in ({1, 2}, object_ if False else len, 1j, b'x'):
        try: json.dumps(bad)
        except TypeError as e: log(str(e))
    x = []; x.append(x)
    try: json.dumps(x)
    except ValueError as e: log(str(e))
    try: json.dumps(float('inf'), allow_nan=False)
    except ValueError as e: log(str(e))
    class E(json.JSONEncoder):
        def default(self, o):
            if isinstance(o, set): return sorted(o)
            return json.JSONEncoder.default(self, o)
    log(json.dumps({'s': {3, 1}}, cls=E) + E(indent=1).encode([1]) + ''.join(E().iterencode({'a': {2}})))
    class Dd(json.JSONDecoder):
        def __init__(self, **k): super().__init__(object_hook=self.hook, **k)
        def hook(self, d): return ('H', d)
    log(str(json.loads('{"a": {"b": 1}}', cls=Dd)) + str(json.JSONDecoder().raw_decode('[1] tail')))
    class Buf:
        def __init__(self, t=''): self.t = t
        def write(self, s): self.t += s
        def read(self): return self.t
    b = Buf(); json.dump({'a': 1}, b); log(b.t + str(json.load(Buf('[3]'))))
    log(json.dumps(namedtuple('T', 'a b')(1, 2)) + json.dumps(10 ** 30) + str(json.loads('1' * 40)) + json.dumps(OrderedDict(b=1, a=2)))
    try: json.loads('x')
    except json.decoder.JSONDecodeError as e: log('dec')
