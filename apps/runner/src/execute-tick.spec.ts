import { afterEach, describe, expect, it } from '@jest/globals';
import type { LogMessage, OutcomeMessage, TickMessage } from '@aispinner/contracts';
import type { RecordStream, TickDelivery } from '@aispinner/messaging';
import { createLogger } from '@aispinner/platform';
import type { Execution, ExecutionResult } from '@aispinner/sandbox';
import type { Lease, LeaseGrant, StateStore, WorkerLeases } from '@aispinner/state';
import { CpuBudgets } from './cpu-budgets.ts';
import { TickExecutor, WorkerBusyError } from './execute-tick.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { TickSettler } from './settle-ticks.ts';

const DUE = 1_000_000;

const TICK: TickMessage = {
  tickId: `wrk_1.${DUE}`,
  tenantId: 'ten_1',
  workspaceId: 'wsp_1',
  workerId: 'wrk_1',
  workerName: 'one',
  version: 3,
  activation: 5,
  isolation: 'shared',
  intervalSeconds: 1,
  number: 7,
  dueAt: DUE,
  queuedAt: DUE + 4,
  limits: {
    tickTimeoutMs: 60_000,
    memoryMb: 256,
    cpuMsPerSecond: 2000,
    maxSandboxesPerWorkspace: 4,
    turnWeight: 1,
    logMessagesPerTick: 1000,
    logBytesPerTick: 262_144,
    maxStateKeysPerWorker: 1000,
  },
};

const OK: ExecutionResult = {
  outcome: 'ok',
  reason: null,
  error: null,
  phase: 'tick',
  problems: [],
  acquiredAt: new Date(DUE + 10),
  startedAt: new Date(DUE + 40),
  endedAt: new Date(DUE + 52),
  durationMs: 12,
  cpuMs: 3,
  coldStartMs: 30,
  capabilityMs: 1,
  capabilityCalls: 2,
  totalCpuMs: 3,
  activationReused: false,
};

/** Everything that happens to the outside, in order. */
type Event =
  | { published: OutcomeMessage }
  | { logged: readonly LogMessage[] }
  | { finished: Lease }
  | { executed: string };

interface Scene {
  grant?: LeaseGrant;
  awaitedMs?: number;
  code?: string | null;
  standing?: { running: boolean; activation: number } | null;
  execute?: (execution: Execution) => Promise<ExecutionResult>;
  publishFails?: boolean;
}

const keepers: LeaseKeeper[] = [];
afterEach(() => keepers.splice(0).forEach((keeper) => keeper.close()));

function play(scene: Scene): {
  events: Event[];
  execute: (delivery?: Partial<TickDelivery>, onRan?: () => void) => Promise<void>;
} {
  const events: Event[] = [];
  const lease: Lease = { workerId: 'wrk_1', tickId: TICK.tickId, holder: 'run_1', fence: 9 };
  const leases: WorkerLeases = {
    acquire: () =>
      Promise.resolve(
        scene.grant ?? { kind: 'acquired', lease, awaitedMs: scene.awaitedMs ?? null },
      ),
    renew: () => Promise.resolve([]),
    finish: (all) => Promise.resolve(all.forEach((finished) => events.push({ finished }))),
    running: () => Promise.resolve(new Map()),
    retire: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const stream = <T>(record: (batch: readonly T[]) => void): RecordStream<T> => ({
    publish: (batch) => Promise.resolve(record(batch)),
    consume: () => Promise.reject(new Error('a runner reads no records')),
    close: () => Promise.resolve(),
  });
  const log = createLogger('test', { logLevel: 'silent' });
  const keeper = new LeaseKeeper(leases, log);
  keepers.push(keeper);
  const executor = new TickExecutor({
    runnerId: 'run_1',
    pool: {
      execute: (execution) => {
        events.push({ executed: execution.activation.id });
        return scene.execute?.(execution) ?? Promise.resolve(OK);
      },
    },
    workers: {
      code: () => Promise.resolve(scene.code === undefined ? 'code' : scene.code),
      standing: () => Promise.resolve(scene.standing ?? null),
    },
    state: { store: {} as StateStore, leases },
    logs: stream<LogMessage>((logged) => void events.push({ logged })),
    keeper,
    settler: new TickSettler({
      outcomes: stream<OutcomeMessage>((batch) => {
        if (scene.publishFails === true) throw new Error('bus is away');
        for (const published of batch) events.push({ published });
      }),
      keeper,
      onOutcome: () => undefined,
      isBusy: () => false,
    }),
    budgets: new CpuBudgets(),
    clock: { now: () => DUE + 100 },
    log,
  });
  return {
    events,
    execute: (delivery, onRan = () => undefined) =>
      executor.execute({ tick: TICK, receivedAt: DUE + 9, redelivered: false, ...delivery }, onRan),
  };
}

describe('a tick on a runner', () => {
  it('is skipped while its workspace has used up the CPU time of its plan', async () => {
    const hungry = { ...OK, totalCpuMs: 61 * TICK.limits.cpuMsPerSecond };
    const { events, execute } = play({ execute: () => Promise.resolve(hungry) });
    await execute();
    events.length = 0;
    await execute();
    const other = { ...TICK, workspaceId: 'another' };
    await execute({ tick: other });
    expect(events).toMatchObject([
      { published: { outcome: 'skipped', reason: 'over_cpu_budget', durationMs: null } },
      { finished: { tickId: TICK.tickId } },
      { executed: expect.any(String) },
      { published: { outcome: 'ok', workspaceId: 'another' } },
      { finished: {} },
    ]);
  });

  it('is run under its lease; outcome first, then the lease ends', async () => {
    const { events, execute } = play({});
    await execute();
    expect(events).toMatchObject([
      { executed: 'wrk_1#5' },
      {
        published: {
          tickId: TICK.tickId,
          outcome: 'ok',
          startedAt: DUE + 40,
          latenessMs: 40,
          cause: 'cold_start',
          parts: { scheduler: 4, queue: 5, predecessor: 0, sandbox: 1, cold_start: 30 },
          durationMs: 12,
        },
      },
      { finished: { fence: 9 } },
    ]);
  });

  it('has its log stored before its outcome', async () => {
    const { events, execute } = play({
      execute: (execution) => {
        execution.onLogs([{ level: 'info', message: 'hello', at: new Date(DUE + 41) }]);
        return Promise.resolve(OK);
      },
    });
    await execute();
    expect(events.map((event) => Object.keys(event)[0])).toEqual([
      'executed',
      'logged',
      'published',
      'finished',
    ]);
  });

  it('says that it has run before anything is written down of it', async () => {
    const { events, execute } = play({});
    const before: string[] = [];
    await execute({}, () => before.push(...events.flatMap((event) => Object.keys(event))));
    expect(before).toEqual(['executed']);
  });

  it('keeps its lease to run out when the outcome could not be published', async () => {
    const { events, execute } = play({ publishFails: true });
    await expect(execute()).rejects.toThrow('bus is away');
    expect(events).toEqual([{ executed: 'wrk_1#5' }]);
  });

  it('that was begun elsewhere and abandoned is not run again, whatever its worker is now', async () => {
    const { events, execute } = play({
      grant: { kind: 'abandoned' },
      standing: { running: false, activation: 5 },
    });
    await execute({ redelivered: true });
    expect(events).toMatchObject([{ published: { outcome: 'killed', reason: 'runner_lost' } }]);
  });

  it('is acknowledged without a word when it has been run', async () => {
    const { events, execute } = play({ grant: { kind: 'finished' } });
    await execute();
    expect(events).toEqual([]);
  });

  it('goes back to the queue while its worker runs elsewhere', async () => {
    const { events, execute } = play({ grant: { kind: 'busy', tickId: 'wrk_1.1' } });
    await expect(execute()).rejects.toBeInstanceOf(WorkerBusyError);
    expect(events).toEqual([]);
  });

  it('says how long it waited for the tick before, wherever it asked first', async () => {
    const scene: Scene = { awaitedMs: 91 };
    scene.standing = { running: true, activation: 5 };
    scene.execute = () =>
      Promise.resolve({
        ...OK,
        acquiredAt: new Date(DUE + 101),
        startedAt: new Date(DUE + 103),
        endedAt: new Date(DUE + 110),
      });
    const { events, execute } = play(scene);
    await execute({ receivedAt: DUE + 99, redelivered: true });
    expect(events[1]).toMatchObject({
      published: {
        latenessMs: 103,
        cause: 'predecessor',
        parts: { scheduler: 4, queue: 5, predecessor: 91, sandbox: 1, cold_start: 2 },
      },
    });
  });

  it.each([
    ['stopped', { running: false, activation: 5 }],
    ['redeployed', { running: true, activation: 6 }],
    ['deleted', null],
  ])('that waited long is dropped when its worker was %s', async (_, standing) => {
    const { events, execute } = play({ standing });
    await execute({ receivedAt: DUE + 5000 });
    expect(events).toMatchObject([
      { published: { outcome: 'skipped', reason: 'stale' } },
      { finished: { fence: 9 } },
    ]);
  });

  it('that waited long is run when nothing has changed', async () => {
    const { events, execute } = play({ standing: { running: true, activation: 5 } });
    await execute({ receivedAt: DUE + 5000 });
    expect(events).toMatchObject([{ executed: 'wrk_1#5' }, { published: { outcome: 'ok' } }, {}]);
  });

  it('of a version that is gone is dropped', async () => {
    const { events, execute } = play({ code: null });
    await execute();
    expect(events).toMatchObject([
      { published: { outcome: 'skipped', reason: 'stale' } },
      { finished: { fence: 9 } },
    ]);
  });
});
