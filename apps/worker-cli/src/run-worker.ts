import { CtxHost, ScratchStateStore, StateCapability } from '@aispinner/ctx';
import type { KillReason } from '@aispinner/domain';
import type {
  ExecutionResult,
  SandboxLimits,
  SandboxPool,
  WorkerActivation,
} from '@aispinner/sandbox';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dueAfter } from './due-times.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts';
import type { RunCommand } from './read-command.ts';
import type { Report } from './report.ts';
import type { StateEntry } from './state-text.ts';

/** Those of the smallest plan: what runs here, runs there. */
export const PLAN = {
  memoryMb: 256,
  maxSandboxesPerWorkspace: 4,
  logMessagesPerTick: 1000,
  logBytesPerTick: 256 * 1024,
  maxStateKeys: 1000,
} as const;

/** What `ctx.worker.interval` says where no interval was asked for, as in a test run. */
const NOMINAL_INTERVAL_SECONDS = 60;

export interface RunParts {
  readonly pool: Pick<SandboxPool, 'execute' | 'forget'>;
  readonly report: Report;
  /** Ends the run, a tick in progress included. */
  readonly stop: AbortSignal & { readonly reason: KillReason };
  /** Called with the whole state at the end of each tick. */
  saveState(entries: readonly StateEntry[]): Promise<void>;
}

export interface WorkerRun {
  readonly command: Pick<
    RunCommand,
    'file' | 'ticks' | 'intervalSeconds' | 'timeoutMs' | 'stopsAtFault'
  >;
  /** Tells this run from others of the same process. */
  readonly runNumber: number;
  readonly code: string;
  readonly state: readonly StateEntry[];
}

/**
 * Runs the ticks of a worker one after another, in a sandbox that nothing else uses, and reports each.
 * Returns the exit code of the first that was not ok. Rejects when no sandbox can be had or the state
 * cannot be saved.
 */
export async function runWorker(run: WorkerRun, parts: RunParts): Promise<ExitCode> {
  const { command, code } = run;
  const { pool, report, stop } = parts;
  const activation = activationOf(run);
  const store = new ScratchStateStore(run.state);
  const scope = { tenantId: 'local', workspaceId: 'local', workerId: activation.workerId };
  const state = new StateCapability(
    store,
    { ...scope, fence: null },
    { maxKeys: PLAN.maxStateKeys },
  );
  const limits: SandboxLimits = { ...PLAN, tickTimeoutMs: command.timeoutMs };
  const results: ExecutionResult[] = [];
  let dueAt = Date.now();
  try {
    for (let number = 1; number <= command.ticks && !stop.aborted; number += 1) {
      if (number > 1) {
        const next = await nextDue(command.intervalSeconds, dueAt, parts);
        if (next === null) break;
        dueAt = next;
      }
      const result = await pool.execute({
        activation,
        tick: { number, dueAt: new Date(dueAt) },
        limits,
        capabilities: new CtxHost({ state }),
        signal: stop,
        onLogs: (lines) => report.log(lines),
      });
      results.push(result);
      if (result.problems.length > 0) report.refusal(command.file, code, result.problems);
      else report.outcome(number, result);
      await parts.saveState(store.snapshot());
      // What cannot be loaded or set up would fail again, and nothing outside could mend it.
      if (result.outcome !== 'ok' && (command.stopsAtFault || result.phase !== 'tick')) break;
    }
  } finally {
    pool.forget(activation.workerId);
  }
  if (results.length > 1) report.summary(results);
  const fault = results.find(({ outcome }) => outcome !== 'ok');
  return fault === undefined ? EXIT.ok : exitCodeOf(fault);
}

/** Waits for the next due time; null when the run was stopped meanwhile. */
async function nextDue(
  intervalSeconds: number | null,
  lastDueAt: number,
  { report, stop }: RunParts,
): Promise<number | null> {
  if (intervalSeconds === null) return Date.now();
  const { dueAt, skipped } = dueAfter(lastDueAt, intervalSeconds * 1000, Date.now());
  if (skipped > 0) {
    report.notice(
      `skipped ${skipped} due ${skipped === 1 ? 'time' : 'times'}: the tick before was still running`,
    );
  }
  await pause(dueAt - Date.now(), undefined, { signal: stop }).catch(() => undefined);
  return stop.aborted ? null : dueAt;
}

function activationOf({ command, code, runNumber }: WorkerRun): WorkerActivation {
  return {
    id: `run-${runNumber}`,
    workspaceId: 'local',
    workerId: `local-${runNumber}`,
    name: basename(command.file, '.py'),
    version: 1,
    intervalSeconds: command.intervalSeconds ?? NOMINAL_INTERVAL_SECONDS,
    code,
    isolation: 'dedicated',
  };
}
