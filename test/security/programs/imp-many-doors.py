# id: imp-many-doors
# technique: modules that lead out, asked for in every way there is
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    names = (
        'os posix sys builtins js pyodide pyodide_js _pyodide _pyodide_core pyodide.ffi ctypes _ctypes gc inspect dis types '
        'importlib importlib.machinery _frozen_importlib marshal pickle copyreg _pickle warnings logging traceback threading '
        '_thread _interpreters concurrent.interpreters _testcapi subprocess socket _socket ssl asyncio multiprocessing signal '
        'faulthandler tracemalloc mmap resource pathlib io _io codecs _codecs zipimport pkgutil runpy code codeop pdb '
        'site sysconfig unittest operator _operator weakref _weakref contextvars atexit shutil tempfile glob json.tool re._parser '
        'collections._sys datetime._strptime statistics.sys aispinner_guest aispinner_guest.main __main__ worker'
    ).split()
    for name in names:
        for ask in (
            lambda: __import__(name),
            lambda: __import__(name, None, None, ('*',), 0),
            lambda: __import__('json', fromlist=(name,)),
            lambda: __import__(name, fromlist=[]),
            lambda: __import__(name, {'__package__': 'aispinner_guest', '__name__': 'aispinner_guest.main'}, None, (), 1),
        ):
            try:
                found = ask()
            except Exception:
                continue
            if found is not None and repr(found) != "<module 'json'>":
                ctx.log.info('ESCAPED imp-many-doors: ' + name + ' ' + repr(found)[:80])
    raise ValueError('none of ' + str(len(names)))


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED imp-many-doors: ' + repr(e)[:160])
    ctx.log.info('DONE imp-many-doors')
