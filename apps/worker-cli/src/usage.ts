import { TICK_INTERVAL_SECONDS, TEST_RUN_TIMEOUT_SECONDS } from '@aispinner/domain';

export const HELP = `Runs a worker in the sandbox, with no server and no database.

  npm run worker -- my_worker.py [options]

  --ticks N         ticks to run (1)
  --state FILE      keep ctx.state in this JSON file; without it the state begins empty and is gone at the end
  --watch           run again whenever the worker's file is saved; Ctrl-C ends
  --interval S      seconds between due times, ${TICK_INTERVAL_SECONDS.min} to ${TICK_INTERVAL_SECONDS.max}; without it a tick follows another at once
  --timeout S       limit of the loading of the code, setup, tick and on_error each, at most ${TEST_RUN_TIMEOUT_SECONDS.max} (${TEST_RUN_TIMEOUT_SECONDS.default})
  --error-exit      end at the first tick that is not ok
  -h, --help        this text

What is true of a deployed worker is true here: its imports, its limits, its ctx. After a tick that failed
the next one follows, unless the code cannot be loaded or setup fails.

Exit code, of the first tick that was not ok:
  0  all ticks were ok
  1  an error that the worker raised
  2  the command is wrong, or the code is refused
  3  a timeout
  4  the sandbox was killed, out of memory for instance
  5  the sandbox could not be run, or the state not be written
  130, 143  ended by Ctrl-C or SIGTERM; 0 with --watch

docs/writing-workers.md says what a worker may do.
`;
