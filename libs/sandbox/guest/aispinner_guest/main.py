"""The guest's main loop: reads a request, does it, answers, for the life of the sandbox."""

import gc
import random
import sys
import warnings

from . import packages, preload
from .abstract_classes import remember_abstract_classes, use_registrations
from .activation import Activation
from .channel import Channel, ChannelClosed
from .compile_worker import compile_worker
from .exact_keys import forget_templates
from .freeze_types import freeze_platform_types, freeze_types
from .function_attributes import forget_function_attributes, share_function_attributes
from .import_hook import importable
from .native_stack import limit_native_stack
from .names import remember_platform_names
from .ownership import all_types, remember_platform_types
from .package_state import restore_package_state, save_package_state
from .seal_types import seal

# Python's own 1000 for the worker, and what is below and beside it.
_RECURSION_LIMIT = 1000 + 60


def prepare():
    """Everything that belongs into the memory snapshot. Call once, before it is made."""
    warnings.simplefilter('ignore')
    preload.warm_up()
    gc.collect()  # classes of the warm-up are not the platform's
    freeze_platform_types()
    remember_platform_types()
    remember_platform_names(all_types())
    share_function_attributes()
    remember_abstract_classes()
    limit_native_stack()
    gc.freeze()


def name_packages(modules):
    """Tells which packages are installed. This sandbox is one without them."""
    packages.name(modules)


def survey_packages(modules, folder, result):
    """Imports all that is in `folder`, and writes to the file `result` in which order sandboxes are to do so."""
    packages.survey(modules, folder, result)


def load_packages(modules, folder, imports):
    """Imports what is installed in `folder`, as the file `imports` lists it. Call after the snapshot was restored,
    before `serve`."""
    packages.load(modules, folder, imports)
    gc.collect()
    freeze_types()
    remember_platform_types()
    remember_platform_names(all_types())
    remember_abstract_classes()


class _WorkerStdout:
    """Where the standard library prints (`re.DEBUG`): the log of the worker that runs."""

    def __init__(self, server):
        self._server = server

    def write(self, text):
        running = self._server.running
        if running is not None:
            running.write_stdout(text if type(text) is str else str(text))
        return len(text)

    def flush(self):
        pass


class Server:
    """Does what the host asks, one request at a time."""

    def __init__(self, channel, give_memory_back=lambda: None):
        self.channel = channel
        self.give_memory_back = give_memory_back
        self.activations = {}
        self.running = None
        self._last = None

        self._actions = {
            'check': self.check,
            'load': self.load,
            'run': self.run,
            'unload': self.unload,
            'rest': self.rest,
        }

    def handle(self, request):
        """The `result` of the request's frame `done`."""
        result = self._actions[request['t']](request)
        self.running = None
        return result

    def check(self, request):
        return {'problems': compile_worker(request['code'])[1]}

    def load(self, request):
        self.unload(request)
        code, problems, lines = compile_worker(request['code'])
        if problems:
            return {'ok': False, 'problems': problems}
        activation = Activation(self.channel, request['activation'], request['worker'], code, lines)
        self._begin(activation)
        result = activation.load()
        if result['ok']:
            self.activations[request['activation']] = activation
        else:
            activation.close()
        return result

    def run(self, request):
        activation = self.activations[request['activation']]
        self._begin(activation)
        return activation.run(request['fn'], request.get('tick'), request.get('error'))

    def _begin(self, activation):
        if activation is not self._last:
            self._forget_last()
            use_registrations(activation.registrations)
            if self._last is not None:
                self._last.package_state = save_package_state()
            restore_package_state(activation.package_state)
            self._last = activation
        self.running = activation

    def _forget_last(self):
        forget_function_attributes()
        forget_templates()

    def unload(self, request):
        activation = self.activations.pop(request['activation'], None)
        if activation is not None:
            activation.close()
            if activation is self._last:
                self._forget_last()
                use_registrations([])
                self._last = None
            del activation
            gc.collect()
        return {}

    def rest(self, request):
        self.give_memory_back()
        return {}


def serve(read_exact, write_all, give_memory_back=lambda: None):
    """Serves the host until the stream ends. `read_exact(n)` gives n bytes (fewer at the end), `write_all(b)` writes all,
    `give_memory_back()` does what the process can do while nothing is asked of it.

    Seals the interpreter: after this call it is good for worker code and nothing else.
    """
    channel = Channel(read_exact, write_all)
    server = Server(channel, give_memory_back)
    sys.setrecursionlimit(_RECURSION_LIMIT)
    sys.stdout = sys.stderr = _WorkerStdout(server)
    sys.unraisablehook = sys.excepthook = lambda *args: None
    random.seed()
    seal()
    try:
        channel.send({'t': 'ready', 'python': sys.version.partition(' ')[0], 'allowed': importable()})
        while (request := channel.receive()) is not None:
            channel.send({'t': 'done', 'id': request['id'], 'result': server.handle(request)}, 0)
    except ChannelClosed:
        return
