"""What a worker sees of the platform: the types of `ctx`, and the reference of what each call does.

    def setup(ctx: Context) -> None: ...                   # optional: once per activation
    def tick(ctx: Context) -> None: ...                    # required: every interval
    def on_error(ctx: Context, error: TickError) -> None:  # optional: after tick() raised or was ended

`ctx` is also a global of the worker's module. Adapters that are not listed are not available yet; touching
one raises an AttributeError that names those that are.
"""

from datetime import datetime
from typing import NamedTuple

type Json = None | bool | int | float | str | list[Json] | dict[str, Json]

class State:
    """What survives a restart and a redeploy, for each worker its own.

    Written through: what a tick has set stays, even when it fails afterwards. Keys have 1 to 256 characters.
    A tuple is stored as a list; a subclass of dict, list, str, int or float as its base. Not more than 512 KB
    as JSON, 100 levels deep, no NaN or infinity: otherwise ValueError, and the old value stays. Of a dict, keys that
    are numbers, bool or None become text, as in `json.dumps`. A type that JSON does not have: TypeError.
    """

    def get(self, key: str, default: Json = None) -> Json:
        """The value of `key`, or `default` where there is none. Each call gives a new copy."""

    def set(self, key: str, value: Json) -> None:
        """Stores `value`. Once it returns, the value is safe."""

    def delete(self, key: str) -> bool:
        """Removes `key`. True where there was one."""

    def keys(self) -> list[str]:
        """All keys."""

    def get_all(self) -> dict[str, Json]:
        """All keys with their values."""

class Log:
    """The worker's log. `print` writes to it too, at level info, one message for each line that it ends.

    A message is text, or anything that `str()` makes text of; after 4,000 characters it is cut and says so.
    Messages are sent in batches of 20, and at the end of a tick.
    """

    def debug(self, msg: object) -> None: ...
    def info(self, msg: object) -> None: ...
    def warn(self, msg: object) -> None: ...
    def error(self, msg: object) -> None: ...
    def flush(self) -> None:
        """Sends what is waiting now."""

class Worker(NamedTuple):
    """Facts about this worker. Read-only."""

    id: str
    name: str
    version: int
    interval: float
    """Seconds between two ticks."""

class Tick(NamedTuple):
    """Facts about this tick. Read-only."""

    number: int
    due: datetime
    """When it was due (UTC)."""
    started: datetime
    """When it began (UTC)."""
    lateness: float
    """Seconds between the two."""

class Context:
    """Everything the platform gives to a worker."""

    state: State
    log: Log
    worker: Worker
    tick: Tick | None
    """None in `setup`, and while the module is loaded. In `on_error` the tick that failed."""

class TickError(Exception):
    """What ended the tick: the exception that it raised, with these attributes where its class has no such of its own.

    After a tick that was ended with its sandbox, a stand-in of the built-in class of that name (`TimeoutError`,
    `MemoryError`, `RuntimeError`), so that `isinstance` works on both. `str(error)` is the message.
    """

    type: str
    message: str
    traceback: str
    """A Python traceback of the worker's own lines."""
