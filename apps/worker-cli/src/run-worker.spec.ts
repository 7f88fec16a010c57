import { describe, expect, it } from '@jest/globals';
import type { Execution, ExecutionResult } from '@aispinner/sandbox';
import { Report } from './report.ts';
import { runWorker, type WorkerRun } from './run-worker.ts';
import type { StateEntry } from './state-text.ts';

type Ending = Partial<ExecutionResult>;

/** A pool whose ticks end as they are told to, each having counted itself in the state. */
class ScriptedPool {
  readonly executions: Execution[] = [];
  readonly forgotten: string[] = [];
  private readonly endings: readonly Ending[];

  constructor(endings: readonly Ending[]) {
    this.endings = endings;
  }

  async execute(execution: Execution): Promise<ExecutionResult> {
    const ending = this.endings[this.executions.length] ?? {};
    this.executions.push(execution);
    const valueJson = String(execution.tick.number);
    await execution.capabilities.call(
      'state.set',
      { key: 'last', valueJson },
      new AbortController().signal,
    );
    const now = new Date();
    return {
      outcome: 'ok',
      reason: null,
      error: null,
      phase: 'tick',
      problems: [],
      acquiredAt: now,
      startedAt: now,
      endedAt: now,
      durationMs: 1,
      cpuMs: null,
      coldStartMs: 0,
      capabilityMs: 0,
      capabilityCalls: 1,
      totalCpuMs: 1,
      activationReused: true,
      ...ending,
    };
  }

  forget(workerId: string): void {
    this.forgotten.push(workerId);
  }
}

async function run(endings: readonly Ending[], command: Partial<WorkerRun['command']> = {}) {
  const pool = new ScriptedPool(endings);
  const stop = new AbortController();
  const saved: (readonly StateEntry[])[] = [];
  let shown = '';
  const exitCode = await runWorker(
    {
      command: {
        file: '/a/w.py',
        ticks: 3,
        intervalSeconds: null,
        timeoutMs: 60_000,
        stopsAtFault: false,
        ...command,
      },
      runNumber: 1,
      code: 'x',
      state: [['kept', '"as it was"']],
    },
    {
      pool,
      report: new Report({ write: (text) => (shown += text), paint: (_, text) => text }),
      stop: stop.signal,
      saveState: (entries) => Promise.resolve(void saved.push(entries)),
    },
  );
  return { exitCode, ticks: pool.executions.map((e) => e.tick.number), saved, shown, pool };
}

describe('a run of a worker', () => {
  it('runs its ticks in one activation, saves the state after each, and lets go of its sandbox', async () => {
    const { exitCode, ticks, saved, pool } = await run([]);
    expect(exitCode).toBe(0);
    expect(ticks).toEqual([1, 2, 3]);
    expect(saved).toEqual(
      ['1', '2', '3'].map((n) => [
        ['kept', '"as it was"'],
        ['last', n],
      ]),
    );
    const activations = new Set(pool.executions.map((e) => e.activation.id));
    expect(activations.size).toBe(1);
    expect(pool.executions[0]?.activation).toMatchObject({ name: 'w', intervalSeconds: 60 });
    expect(pool.forgotten).toEqual([pool.executions[0]?.activation.workerId]);
  });

  it.each<[Ending, number]>([
    [{ outcome: 'error' }, 1],
    [{ outcome: 'timeout' }, 3],
    [{ outcome: 'killed', reason: 'crashed' }, 4],
  ])('goes on after a tick that ended %j, and returns %i', async (fault, exitCode) => {
    const { ticks, ...ended } = await run([{}, fault, { outcome: 'error' }]);
    expect(ended.exitCode).toBe(exitCode);
    expect(ticks).toEqual([1, 2, 3]);
  });

  it('ends at the first fault where that is asked for', async () => {
    const { ticks, exitCode } = await run([{}, { outcome: 'timeout' }], { stopsAtFault: true });
    expect({ ticks, exitCode }).toEqual({ ticks: [1, 2], exitCode: 3 });
  });

  it('ends when the code cannot be loaded or set up', async () => {
    const { ticks, exitCode } = await run([{ outcome: 'error', phase: 'setup' }]);
    expect({ ticks, exitCode }).toEqual({ ticks: [1], exitCode: 1 });
  });

  it('returns 2 for refused code, and shows the problems in place of an outcome', async () => {
    const problems = [{ line: 1, column: 1, message: 'No.', code: 'policy' }];
    const { ticks, exitCode, shown } = await run([{ outcome: 'error', phase: 'load', problems }]);
    expect({ ticks, exitCode }).toEqual({ ticks: [1], exitCode: 2 });
    expect(shown).toBe('/a/w.py:1:1: No.\n    1 | x\n      | ^\n1 problem: not run\n');
  });
});
