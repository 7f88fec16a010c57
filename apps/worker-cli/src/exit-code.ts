import { unreachable } from '@aispinner/domain';
import type { ExecutionResult } from '@aispinner/sandbox';

/** What the process ends with, for scripts. */
export const EXIT = {
  ok: 0,
  error: 1,
  /** The command is wrong, or the code is refused. */
  refused: 2,
  timeout: 3,
  killed: 4,
  /** No fault of the worker: there is no sandbox, or its state cannot be written. */
  notRun: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function exitCodeOf({ outcome, problems }: ExecutionResult): ExitCode {
  if (problems.length > 0) return EXIT.refused;
  switch (outcome) {
    case 'ok':
      return EXIT.ok;
    case 'error':
      return EXIT.error;
    case 'timeout':
      return EXIT.timeout;
    case 'killed':
      return EXIT.killed;
    default:
      return unreachable(outcome);
  }
}
