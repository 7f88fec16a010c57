"""ctx.pyi, which editors read, against the objects that a worker really holds: both ways, or one of them lies."""

import ast
import datetime
import inspect
import pathlib
import typing
import unittest

from host_double import Bench

_SOURCE = pathlib.Path(__file__).parent.parent / 'ctx.pyi'
_NAMES = {'str': str, 'int': int, 'float': float, 'bool': bool, 'datetime': datetime.datetime}
_NAMES |= {'list[str]': list, 'dict[str, Json]': dict}

_WORKER = """
def tick(ctx):
    pass

def on_error(ctx, error):
    kept.append(error)

kept = []
"""


def _stub():
    """`{class: {name: signature or annotation}}` as the stub declares them."""
    tree = ast.parse(_SOURCE.read_text('utf-8'))
    return {node.name: dict(_members(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _members(cls):
    for node in cls.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.AnnAssign):
            yield node.target.id, node.annotation
        elif not isinstance(node, ast.Expr):
            raise AssertionError(f'{cls.name}: {ast.unparse(node)} is not understood by this test')


def _stub_signature(function, skip_self):
    """The parameters as text, without annotations."""
    bare = ast.parse(f'def f({ast.unparse(_without_annotations(function.args))}): pass').body[0].args
    bare.args = bare.args[1:] if skip_self else bare.args
    return f'({ast.unparse(bare)})'.replace(' = ', '=')


def _without_annotations(args):
    for arg in args.posonlyargs + args.args + args.kwonlyargs:
        arg.annotation = None
    return args


def _real_signature(function):
    return str(inspect.signature(function)).partition(' ->')[0]


class Stub(unittest.TestCase):
    def setUp(self):
        self.stub = _stub()
        self.bench = Bench()
        self.assertTrue(self.bench.load(_WORKER)['ok'])
        self.assertTrue(self.bench.run()['ok'])
        self.activation = self.bench.server.activations['a']
        self.ctx = self.activation._ctx

    def error(self):
        told = {'type': 'ValueError', 'message': 'm', 'traceback': 't'}
        self.assertTrue(self.bench.run(fn='on_error', error=told)['ok'])
        return self.activation._namespace['kept'][-1]

    def public(self, obj):
        return {name for name in dir(obj) if name[0] != '_'}

    def test_it_declares_what_there_is_and_nothing_else(self):
        self.assertEqual(set(self.stub), {'State', 'Log', 'Worker', 'Tick', 'Context', 'TickError'})
        self.assertEqual(self.public(self.ctx), set(self.stub['Context']))
        self.assertEqual(self.public(self.ctx.state), set(self.stub['State']))
        self.assertEqual(self.public(self.ctx.log), set(self.stub['Log']))
        for facts, name in ((self.ctx.worker, 'Worker'), (self.ctx.tick, 'Tick')):
            self.assertIsInstance(facts, tuple)
            self.assertEqual(facts._fields, tuple(self.stub[name]))
        error = self.error()
        own = self.public(error) - self.public(ValueError())
        self.assertEqual(own, set(self.stub['TickError']))

    def test_calls_take_what_it_says(self):
        for holder, name in ((self.ctx.state, 'State'), (self.ctx.log, 'Log')):
            for member, declared in self.stub[name].items():
                real = _real_signature(getattr(holder, member))
                self.assertEqual(real, _stub_signature(declared, skip_self=True), f'{name}.{member}')

    def test_values_have_the_types_it_says(self):
        for facts, name in ((self.ctx.worker, 'Worker'), (self.ctx.tick, 'Tick'), (self.error(), 'TickError')):
            for member, declared in self.stub[name].items():
                wanted = _NAMES[ast.unparse(declared)]
                # To a type checker an int is a float too.
                allowed = (int, float) if wanted is float else wanted
                self.assertIsInstance(getattr(facts, member), allowed, f'{name}.{member}')
        self.assertIsInstance(self.error(), Exception)

    def test_calls_give_what_it_says(self):
        code = (
            'def tick(ctx):\n'
            '    given.append({"set": ctx.state.set("k", 1), "get": ctx.state.get("k"), "keys": ctx.state.keys(),'
            ' "get_all": ctx.state.get_all(), "delete": ctx.state.delete("k"), "flush": ctx.log.flush(),'
            ' "debug": ctx.log.debug(1), "info": ctx.log.info(1), "warn": ctx.log.warn(1), "error": ctx.log.error(1)})\n'
            'given = []\n'
        )
        self.assertTrue(self.bench.load(code, activation='b')['ok'])
        self.assertTrue(self.bench.run(activation='b')['ok'])
        given = self.bench.server.activations['b']._namespace['given'][0]
        declared = self.stub['State'] | self.stub['Log']
        self.assertEqual(set(given), set(declared))
        for name, value in given.items():
            returns = ast.unparse(declared[name].returns)
            if returns == 'Json':
                continue
            self.assertIsInstance(value, _NAMES.get(returns, type(None)), f'{name} -> {returns}')

    def test_the_tick_is_none_in_setup_only(self):
        self.assertEqual(ast.unparse(self.stub['Context']['tick']), 'Tick | None')
        self.assertIsNotNone(self.ctx.tick)
        source = 'def setup(ctx):\n    kept.append(ctx.tick)\nkept = []\n' + _WORKER.replace('kept = []', '')
        self.bench.load(source, activation='c')
        self.bench.run(fn='setup', activation='c')
        self.assertEqual(self.bench.server.activations['c']._namespace['kept'], [None])

    def test_the_stub_is_python_that_runs(self):
        namespace = {}
        exec(compile(_SOURCE.read_text('utf-8'), 'ctx.pyi', 'exec'), namespace)
        for cls in ('Worker', 'Tick'):
            self.assertEqual(list(typing.get_type_hints(namespace[cls])), list(self.stub[cls]))
