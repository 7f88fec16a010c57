"""Celery doing periodic jobs on a fixed grid, as the worker and the beat of one application.

Settings come by the environment: BENCH_REDIS_URL, BENCH_STARTS (a file that each start of a job is
appended to, as `job epoch-ms`), BENCH_PHASES (a JSON list, ms) and BENCH_GRID (1: the beat keeps to
the grid; 0: it counts each interval from the last run, which is what Celery's own schedules do).
"""

import json
import math
import os
import time

import redis
from celery import Celery
from celery.schedules import schedstate, schedule

INTERVAL = 1.0

app = Celery('celery_jobs', broker=os.environ['BENCH_REDIS_URL'])
app.conf.update(
    task_ignore_result=True,
    worker_prefetch_multiplier=4,
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
)


class Grid(schedule):
    """Due at every `t` with `t mod interval = phase`, however late the run before was."""

    def __init__(self, phase):
        super().__init__(INTERVAL)
        self.phase = phase

    def __reduce__(self):
        return self.__class__, (self.phase,)

    def is_due(self, last_run_at):
        now = time.time()
        last = last_run_at.timestamp()
        next_due = (math.floor((last - self.phase) / INTERVAL) + 1) * INTERVAL + self.phase
        if now < next_due:
            return schedstate(False, next_due - now)
        following = (math.floor((now - self.phase) / INTERVAL) + 1) * INTERVAL + self.phase
        return schedstate(True, following - now)


on_grid = os.environ.get('BENCH_GRID') == '1'
app.conf.beat_schedule = {
    f'job-{job}': {
        'task': 'celery_jobs.job',
        'schedule': Grid(phase / 1000) if on_grid else schedule(INTERVAL),
        'args': (job,),
    }
    for job, phase in enumerate(json.loads(os.environ.get('BENCH_PHASES', '[]')))
}

_open = {}


def _starts():
    if 'starts' not in _open:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        _open['starts'] = os.open(os.environ['BENCH_STARTS'], flags, 0o600)
        _open['state'] = redis.Redis.from_url(os.environ['BENCH_REDIS_URL'])
    return _open['starts'], _open['state']


@app.task
def job(number):
    started = time.time() * 1000
    starts, state = _starts()
    os.write(starts, f'{number} {started:.3f}\n'.encode())
    # What our workers do: one get, one set.
    key = f'count:{number}'
    state.set(key, int(state.get(key) or 0) + 1)


@app.task
def empty(number):
    if number % 100 == 0:
        starts, _ = _starts()
        os.write(starts, f'{number} {time.time() * 1000:.3f}\n'.encode())


def publish(count):
    """Puts so many empty jobs on the queue."""
    with app.producer_or_acquire() as producer:
        for number in range(count):
            empty.apply_async((number,), producer=producer)
