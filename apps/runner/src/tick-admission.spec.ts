import type { TickMessage } from '@aispinner/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NotBegunError, TickAdmission } from './tick-admission.ts';

const tickOf = (workspaceId: string, limit: number, turnWeight = 1): TickMessage => ({
  tickId: `${workspaceId}.1`,
  tenantId: 'ten_1',
  workspaceId,
  workerId: 'wrk_1',
  workerName: 'one',
  version: 1,
  activation: 1,
  isolation: 'shared',
  intervalSeconds: 1,
  number: 1,
  dueAt: 0,
  queuedAt: 0,
  limits: {
    ...{
      tickTimeoutMs: 1,
      memoryMb: 1,
      cpuMsPerSecond: 1,
      logMessagesPerTick: 1,
      logBytesPerTick: 1,
    },
    ...{ maxStateKeysPerWorker: 1, maxSandboxesPerWorkspace: limit, turnWeight },
  },
});

/** Ticks that run until they are told to end, by name; the workspace is the letter. */
class Ticks {
  readonly begun: string[] = [];
  readonly results = new Map<string, Promise<unknown>>();
  private readonly ends = new Map<string, () => void>();
  private readonly admission: TickAdmission;

  constructor(admission: TickAdmission) {
    this.admission = admission;
  }

  /** Resolves when all that can begin now has begun. */
  async bring(limit: number, names: readonly string[], weight = 1): Promise<void> {
    for (const name of names) {
      const work = (): Promise<void> =>
        new Promise((resolve) => {
          this.begun.push(name);
          this.ends.set(name, resolve);
        });
      const result = this.admission.run(tickOf(name.charAt(0), limit, weight), work);
      this.results.set(
        name,
        result.catch((error: unknown) => error),
      );
    }
    await settled();
  }

  async end(name: string): Promise<void> {
    this.ends.get(name)?.();
    this.ends.delete(name);
    await settled();
  }

  get running(): string[] {
    return [...this.ends.keys()];
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('TickAdmission', () => {
  it('runs no more ticks of a workspace at once than its plan allows, and others beside them', async () => {
    const ticks = new Ticks(new TickAdmission(10));
    await ticks.bring(2, ['a1', 'a2', 'a3', 'b1']);
    expect(ticks.begun).toEqual(['a1', 'a2', 'b1']);
    await ticks.end('b1');
    expect(ticks.begun).toEqual(['a1', 'a2', 'b1']);
    await ticks.end('a1');
    expect(ticks.begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('lets the workspaces take turns where places are few', async () => {
    const ticks = new Ticks(new TickAdmission(1));
    await ticks.bring(9, ['a1', 'a2', 'a3', 'a4', 'b1']);
    await ticks.bring(9, ['c1', 'c2', 'c3'], 2);
    for (let i = 0; i < 8; i += 1) await ticks.end(ticks.running[0] ?? '');
    expect(ticks.begun).toEqual(['a1', 'a2', 'b1', 'c1', 'c2', 'a3', 'c3', 'a4']);
  });

  it('gives back what waits when it closes, and lets what runs go on', async () => {
    const admission = new TickAdmission(1);
    const ticks = new Ticks(admission);
    await ticks.bring(1, ['a1', 'a2', 'b1']);
    admission.close();
    await ticks.bring(1, ['c1']);
    for (const name of ['a2', 'b1', 'c1']) {
      expect(await ticks.results.get(name)).toBeInstanceOf(NotBegunError);
    }
    await ticks.end('a1');
    expect(await ticks.results.get('a1')).toBeUndefined();
    expect([ticks.begun, admission.stats()]).toEqual([['a1'], { running: 0, waiting: 0 }]);
  });

  it('gives the place of a tick that failed to the next', async () => {
    const admission = new TickAdmission(1);
    const ticks = new Ticks(admission);
    const failing = expect(
      admission.run(tickOf('a', 1), () => Promise.reject(new Error('no'))),
    ).rejects.toThrow('no');
    await ticks.bring(1, ['b1']);
    await failing;
    expect(ticks.begun).toEqual(['b1']);
  });

  it('gives the place of a tick that has run to the next while the rest of its work goes on', async () => {
    const admission = new TickAdmission(1);
    const ticks = new Ticks(admission);
    const rest = Promise.withResolvers<void>();
    let settled = false;
    const work = (onRan: () => void): Promise<void> => {
      onRan();
      return rest.promise;
    };
    const first = admission.run(tickOf('a', 1), work).then(() => (settled = true));
    await ticks.bring(1, ['a1', 'a2']);
    expect([ticks.begun, settled]).toEqual([['a1'], false]);
    rest.resolve();
    await first;
    expect([ticks.begun, admission.stats()]).toEqual([['a1'], { running: 1, waiting: 1 }]);
  });

  it('never exceeds a limit and leaves no place empty that somebody may have', async () => {
    const bursts = fc.array(
      fc.record({
        workspace: fc.constantFrom('a', 'b', 'c'),
        ticks: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const limits: Readonly<Record<string, number>> = { a: 1, b: 2, c: 5 };
    await fc.assert(
      fc.asyncProperty(bursts, fc.integer({ min: 1, max: 6 }), async (list, places) => {
        const ticks = new Ticks(new TickAdmission(places));
        let brought = 0;
        for (const { workspace, ticks: count } of list) {
          const names = Array.from({ length: count }, () => `${workspace}${brought++}`);
          await ticks.bring(limits[workspace] ?? 1, names);
        }
        const left = new Map<string, number>();
        for (const name of ticks.results.keys()) {
          left.set(name.charAt(0), (left.get(name.charAt(0)) ?? 0) + 1);
        }
        for (let ended = 0; ended < brought; ended += 1) {
          const running = ticks.running;
          const may = [...left].map(([id, n]) => Math.min(n, limits[id] ?? 0));
          expect(running).toHaveLength(
            Math.min(
              places,
              may.reduce((sum, n) => sum + n, 0),
            ),
          );
          for (const [id, limit] of Object.entries(limits)) {
            expect(running.filter((name) => name.startsWith(id)).length).toBeLessThanOrEqual(limit);
          }
          const [first = ''] = running;
          left.set(first.charAt(0), (left.get(first.charAt(0)) ?? 0) - 1);
          await ticks.end(first);
        }
        expect([...ticks.begun].sort()).toEqual([...ticks.results.keys()].sort());
      }),
      { numRuns: 50 },
    );
  });
});
