# id: imp-odd-names
# technique: levels, names with blanks, lookalikes and subclasses of str
# layer: python
# goal: capability
# success_marker: ESCAPED


def worth(x):
    """What `x` gives that a worker must not have; None where nothing."""
    u = chr(95) * 2
    try:
        if isinstance(x, dict):
            for k in x:
                if k in ('exec', 'open', u + 'builtins' + u, 'sys', 'os', 'importlib'):
                    return 'a namespace with ' + k
            return None
        for name in ('exec', 'listdir', 'setrecursionlimit', 'import_module', 'get_objects', 'environ', 'f_globals', 'co_consts', 'cell_contents'):
            if hasattr(x, name):
                return 'an object with ' + name
        if 'JsProxy' in repr(type(x)) or repr(x).startswith(('<frame', '<code', '<cell')):
            return repr(x)[:60]
    except Exception:
        return None
    return None


def attempt(ctx):
    class N(str):
        def __eq__(self, o):
            return o == 'math'
        def __hash__(self):
            return hash('math')
        def split(self, *a):
            return ['math']
        def partition(self, s):
            return ('math', '', '')
    for n in (N('os'), 'math ', ' os', 'os\x00', 'math.os', 'json.__init__', 'collections.abc.sys', 'MATH', '\uff4fs', 'json..tool', '.os', 'math/../os'):
        for k in ({}, {'fromlist': ('x',)}, {'level': 1}, {'globals': {'__package__': 'json', '__name__': 'json'}, 'level': 1}):
            try:
                m = __import__(n, **k)
                yield m
            except Exception:
                pass


def tick(ctx):
    found = []
    try:
        found = list(attempt(ctx))
    except Exception as e:
        ctx.log.info('BLOCKED imp-odd-names: ' + repr(e)[:160])
    for x in found:
        got = worth(x)
        if got:
            ctx.log.info('ESCAPED imp-odd-names: ' + got)
    ctx.log.info('DONE imp-odd-names ' + str(len(found)))
