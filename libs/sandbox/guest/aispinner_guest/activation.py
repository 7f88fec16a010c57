"""One loaded version of one worker: its namespace, its `ctx`, its own modules, random numbers and contexts."""

import contextvars

from . import memory_reserve
from .context import make_context, make_sleep, set_tick
from .import_hook import make_import
from .log_api import make_log
from .memory_errors import as_memory_error
from .ownership import is_worker_type
from .state_api import make_state
from .tick_error import let_go_of_frames, make_tick_error, with_facts
from .traceback_text import WORKER_FILE, describe_error
from .worker_builtins import make_builtins
from .worker_shape import ENTRY_POINTS, function_fault

_exec = exec
_callable = callable


class Activation:
    """Runs the worker's functions. Whatever they raise comes back as a described error, never as a raise."""

    def __init__(self, channel, activation_id, worker, code, lines):
        self._code = code
        self._lines = lines
        self.package_state = None  # kept here between its turns
        self._is_running = False
        self._raised = None  # by `tick`, with how it was described, until `on_error` had it
        self._variables = contextvars.Context()
        self.registrations = []

        def call(method, args):
            if not self._is_running:
                raise RuntimeError('ctx can be used only while the worker runs.')
            return channel.call(activation_id, method, args)

        def send_log(level, message):
            # A finalizer can run while another worker does; what it says belongs to nobody.
            if self._is_running:
                channel.send({'t': 'log', 'activation': activation_id, 'level': level, 'message': message})

        log, print, self._finish_print, self.write_stdout = make_log(send_log, call)
        self._ctx = make_context(make_state(call), log, worker)
        builtins = make_builtins(print, make_import(make_sleep(call)))
        self._namespace = {'__name__': 'worker', '__doc__': None, '__builtins__': builtins, 'ctx': self._ctx}

    def load(self):
        """Runs the module body. The fields of the frame `done`."""
        error = self._guarded(_exec, self._code, self._namespace)
        if error is not None:
            return {'ok': False, 'error': error}
        problems = []
        for name in ENTRY_POINTS:
            value = self._namespace.get(name)
            if value is None and name != 'tick':
                continue
            fault = function_fault(name, value)
            if fault is not None:
                problems.append({'line': 1, 'column': 1, 'message': fault, 'code': 'tick'})
        if problems:
            return {'ok': False, 'problems': problems}
        has = {'setup': self._has('setup'), 'onError': self._has('on_error')}
        return {'ok': True, 'has': has}

    def _has(self, name):
        return _callable(self._namespace.get(name))

    def run(self, name, tick, error):
        """Calls `setup`, `tick` or `on_error`. The fields of the frame `done`."""
        function = self._namespace.get(name)
        if name != 'tick' and function is None:
            return {'ok': True}
        set_tick(self._ctx, tick)
        args = (self._ctx,) if name != 'on_error' else (self._ctx, self._error_of_tick(error))
        self._raised = None
        described = self._guarded(function, *args)
        if name != 'tick' or not self._has('on_error'):
            self._raised = None
        return {'ok': True} if described is None else {'ok': False, 'error': described}

    def _error_of_tick(self, error):
        if self._raised is not None:
            raised, described = self._raised
            # A class of a class of theirs answers every question about the error itself, if it answers.
            if described == error and not is_worker_type(type(type(raised))):
                return with_facts(raised, error)
        return make_tick_error(error)

    def _guarded(self, function, *args):
        memory_reserve.refill()
        self._is_running = True
        try:
            # Nothing returned matters, but its destructor may run: still inside.
            self._variables.run(function, *args)
            self._finish_print()
            return None
        except BaseException as e:
            described = self._describe(e)
            let_go_of_frames(e)  # what they held may have destructors: still inside
            self._raised = e, described
            return described
        finally:
            self._is_running = False

    def _describe(self, error):
        try:
            error = as_memory_error(error, WORKER_FILE, self._lines)
            if issubclass(type(error), MemoryError):
                memory_reserve.release()
            self._finish_print()
            return describe_error(error, self._lines)
        except MemoryError:
            # The worker's frames hold what filled the memory: let go of them first.
            error.__traceback__ = error.__context__ = error.__cause__ = None
            return {'type': 'MemoryError', 'message': '', 'traceback': 'MemoryError'}
        except BaseException as e:
            return describe_error(e, self._lines)

    def close(self):
        """Lets go of everything the worker holds."""
        self._raised = None
        self._namespace.clear()
