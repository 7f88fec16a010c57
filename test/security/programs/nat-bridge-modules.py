# id: nat-bridge-modules
# technique: every module of the bridge to JavaScript, as far as it was left in
# layer: js
# goal: host
# success_marker: ESCAPED


def attempt(ctx):
    import sys
    for name in ('js', 'pyodide_js', '_pyodide_core', 'pyodide', 'pyodide.ffi', 'pyodide.http', 'pyodide.webloop', '_pyodide', '_pyodide._importhook'):
        try:
            module = __import__(name, None, None, ('*',))
        except BaseException as e:
            ctx.log.info(name + ': ' + repr(e)[:60])
            continue
        for attribute in ('process', 'globalThis', 'eval', 'Function', 'fetch', 'run_js', 'runPython', 'FS', '_module'):
            found = getattr(module, attribute, None)
            if found is None:
                continue
            ctx.log.info('found ' + name + '.' + attribute)
            if attribute in ('process', 'globalThis', 'FS', '_module'):
                ctx.log.info('ESCAPED nat-bridge-modules: ' + name + '.' + attribute)
            elif found('1 + 1') == 2:
                ctx.log.info('ESCAPED nat-bridge-modules: ' + name + '.' + attribute + ' runs')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED nat-bridge-modules: ' + repr(e)[:160])
    ctx.log.info('DONE nat-bridge-modules')
