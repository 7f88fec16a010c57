"""Does the job that a spec has asked for, in an interpreter of its own."""

import io
import json
import unittest

import js

from aispinner_guest import main
from aispinner_guest.seal_types import seal

_MODULES = (
    'test_values test_policy test_builtins test_imports test_context test_logs test_neighbours '
    'test_errors test_channel test_ctx_stub'
).split()


def run():
    """Reads the job and reports its results."""
    report, job = js.report, json.loads(js.jobJson)
    if job['kind'] == 'unit-tests':
        report(json.dumps(_unit_tests()))
        return
    main.prepare()
    if job['kind'] == 'audit':
        import reachable

        report(json.dumps(reachable.audit(seal)))
        return
    from host_double import run_programs

    run_programs(job['programs'], report)


def _unit_tests():
    main.prepare()  # first: it freezes the classes that are there
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromName(name) for name in _MODULES)
    result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
    failures = [f'{test.id()}: {text[-800:]}' for test, text in result.failures + result.errors]
    return {'run': result.testsRun, 'failures': failures}
