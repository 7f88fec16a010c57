"""A host in Python: drives the real `serve()` through its two callables, so that a whole guest runs in one interpreter.

State lives in a dict, logs in a list; everything else is the guest's own.
"""

import json

from aispinner_guest import main
from aispinner_guest.channel import Channel

_dumps, _loads = json.dumps, json.loads
_TICK = {'dueAt': '2026-01-01T00:00:00Z', 'startedAt': '2026-01-01T00:00:00.010Z', 'latenessMs': 10}


class HostDouble:
    """Runs `script`, a generator that yields requests and is sent the result of each."""

    def __init__(self):
        self.inbox = b''
        self.logs, self.state, self.calls = [], {}, []
        self.result = self.script = self.ready = None

    def serve(self, script):
        self.script = script
        main.serve(self.read_exact, self.write_all)

    def _frame(self, frame):
        body = _dumps(frame).encode()
        return len(body).to_bytes(4) + body

    def read_exact(self, count):
        while len(self.inbox) < count:
            try:
                self.inbox += self._frame(self.script.send(self.result))
            except StopIteration:
                break
        taken, self.inbox = self.inbox[:count], self.inbox[count:]
        return taken

    def write_all(self, packet):
        frame = _loads(packet[4:].decode())
        if frame['t'] == 'log':
            self.logs.append((frame['level'], frame['message']))
        elif frame['t'] == 'done':
            self.result = frame['result']
        elif frame['t'] == 'ready':
            self.ready, self.result = frame, None
        else:
            self.calls.append((frame['method'], frame['args']))
            reply = {'t': 'reply', 'id': frame['id'], 'ok': True, 'result': self._answer(**frame)}
            self.inbox += self._frame(reply)

    def _answer(self, method, args, **_):
        key = args.get('key')
        if method == 'state.get':
            return {'found': key in self.state, 'valueJson': self.state.get(key)}
        if method == 'state.set':
            self.state[key] = args['valueJson']
        if method == 'state.delete':
            return {'deleted': self.state.pop(key, None) is not None}
        if method == 'state.keys':
            return list(self.state)
        if method == 'state.get_all':
            return {'entries': list(self.state.items())}
        return None


class Bench:
    """One guest without its main loop (which seals the interpreter that the tests run in)."""

    def __init__(self):
        self.host = HostDouble()
        self.server = main.Server(Channel(self.host.read_exact, self.host.write_all))

    @property
    def messages(self):
        return [message for _, message in self.host.logs]

    def check(self, code):
        return self.server.handle({'t': 'check', 'code': code})['problems']

    def load(self, code, activation='a', name='n'):
        worker = {'id': 'w1', 'name': name, 'version': 3, 'intervalSeconds': 60}
        return self.server.handle({'t': 'load', 'activation': activation, 'code': code, 'worker': worker})

    def run(self, fn='tick', activation='a', number=1, error=None):
        tick = None if fn == 'setup' else _TICK | {'number': number}
        return self.server.handle(
            {'t': 'run', 'activation': activation, 'fn': fn, 'tick': tick, 'error': error}
        )

    def unload(self, activation='a'):
        return self.server.handle({'t': 'unload', 'activation': activation})


def run_programs(programs, report):
    """Loads each `{name, code, ticks}` and runs its ticks; `report(json)` gets `{name, logs, load, runs}`."""
    host = HostDouble()

    def script():
        for program in programs:
            name = program['name']
            host.logs, host.state, host.calls = [], {}, []
            worker = {'id': 'w1', 'name': name, 'version': 3, 'intervalSeconds': 60}
            load = yield {'t': 'load', 'id': 1, 'activation': name, 'code': program['code'], 'worker': worker}
            runs = []
            if load['ok']:
                for number in range(0 if load['has']['setup'] else 1, program['ticks'] + 1):
                    tick = _TICK | {'number': number} if number else None
                    fn = 'tick' if number else 'setup'
                    run = yield {
                        't': 'run',
                        'id': 2,
                        'activation': name,
                        'fn': fn,
                        'tick': tick,
                        'error': None,
                    }
                    runs.append(run)
                    if not run['ok'] and load['has']['onError']:
                        error = run['error']
                        runs.append(
                            (
                                yield {
                                    't': 'run',
                                    'id': 3,
                                    'activation': name,
                                    'fn': 'on_error',
                                    'tick': tick,
                                    'error': error,
                                }
                            )
                        )
                yield {'t': 'unload', 'id': 4, 'activation': name}
            report(_dumps({'name': name, 'logs': host.logs, 'calls': host.calls, 'load': load, 'runs': runs}))

    host.serve(script())
