import { createSandboxHost, type ExecutionResult, type SandboxHost } from '@aispinner/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asObserved, BARE_GUEST, wallHeld, withDriver } from './bare-guest.ts';
import { executionOf } from './execution-of.ts';
import { quantile, startNeighbour, type Neighbour } from './neighbour.ts';
import { hasOnError, readPrograms, withOnError, type HostileProgram } from './programs.ts';
import { errorTold, KILL_MS, LIMIT_MS, limitOf, LONG_LIMIT_MS, ownLines } from './promises.ts';
import { endOf, endsAsExpected } from './verdict.ts';

/** Two hostile programs at once on the two cores that a small machine has. */
const AT_ONCE = 2;

const programs = readPrograms();
const behindPolicy = programs.filter((program) => program.assumes === null);
const behindGate = programs.filter((program) => program.assumes !== null);

interface Seen {
  readonly result: ExecutionResult;
  readonly logs: string[];
  readonly stored: [key: string, valueJson: string][];
  readonly timeoutMs: number;
}

const open = (guestDir?: string): Promise<SandboxHost> =>
  createSandboxHost({
    imageDir: join(tmpdir(), 'aispinner-test-images'),
    images: 1,
    ...(guestDir === undefined ? {} : { guestDir }),
    spares: 2,
    memoryMb: 256,
    maxSandboxes: 8,
    maxMemoryMb: 8192,
    idleMs: 5000,
    maxConcurrentBoots: 2,
    log: { warn: () => undefined },
  });

async function runAll(
  host: SandboxHost,
  list: readonly HostileProgram[],
  codeOf: (program: HostileProgram) => string,
): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  const rest = [...list];
  const work = async (lane: number): Promise<void> => {
    for (let program = rest.shift(); program !== undefined; program = rest.shift()) {
      const timeoutMs = limitOf(program);
      const { execution, logs, state } = executionOf({
        workspaceId: `hostile-${lane}`,
        workerId: program.name,
        code: codeOf(program),
        timeoutMs,
      });
      const result = await host.pool.execute(execution);
      const messages = logs.map((line) => line.message);
      seen.set(program.name, { result, logs: messages, stored: state.snapshot(), timeoutMs });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => work(lane)));
  return seen;
}

const seenOf = (all: ReadonlyMap<string, Seen>, name: string): Seen => {
  const one = all.get(name);
  if (one === undefined) throw new Error(`${name} was not run`);
  return one;
};

function expectEndedInTime({ result, timeoutMs }: Seen): void {
  expect(result.durationMs).toBeLessThan(timeoutMs + KILL_MS);
  if (result.outcome === 'timeout' && result.phase === 'tick') {
    expect(result.durationMs).toBeGreaterThan(timeoutMs - 20);
  }
}

describe('programs that hang, exhaust or confuse', () => {
  let seen: Map<string, Seen>;
  let neighbour: Neighbour;
  let host: SandboxHost;
  let memoryBefore = 0;

  beforeAll(async () => {
    host = await open();
    await host.pool.start();
    memoryBefore = process.memoryUsage().rss;
    neighbour = startNeighbour(host);
    seen = await runAll(host, behindPolicy, withOnError);
    await neighbour.stop();
  }, 600_000);
  afterAll(() => host.close());

  it.each(behindPolicy.map((program) => [program.name, program] as const))(
    '%s ends as its header says',
    (name, program) => {
      const one = seenOf(seen, name);
      const observed = { ...one.result, logs: ownLines(one.logs) };
      expect({
        expect: program.expect,
        end: endOf(observed),
        error: one.result.error,
        isAllowed: endsAsExpected(program.expect, observed),
      }).toEqual(expect.objectContaining({ isAllowed: true }));
      expectEndedInTime(one);
      const told = one.result.phase === 'tick' ? errorTold(one.result) : null;
      const calls = one.logs.filter((line) => line.startsWith('on_error '));
      if (told === null) expect(calls).toEqual([]);
      else if (!hasOnError(program.code)) expect(calls).toEqual([expect.stringContaining(told)]);
      expect(one.result.error?.traceback.length ?? 0).toBeLessThanOrEqual(16_000);
      for (const [, valueJson] of one.stored) JSON.parse(valueJson);
    },
  );

  it('a fresh module is what on_error sees after a kill', () => {
    expect(seenOf(seen, 'own-on-error-fresh').logs).toEqual(['on_error TimeoutError []']);
  });

  it('an on_error that hangs is ended at the same limit', () => {
    const { logs } = seenOf(seen, 'own-on-error-loop');
    expect(logs).toEqual([`on_error() ran longer than its limit of ${LIMIT_MS / 1000} s.`]);
  });

  it('a flood leaves one mark that it was cut', () => {
    const { logs } = seenOf(seen, 'log-flood');
    expect(logs.filter((line) => line.startsWith('Log truncated'))).toHaveLength(1);
  });

  it('the neighbour has ticked on time all the while', () => {
    const { lateness, failed } = neighbour;
    process.stdout.write(
      `neighbour: ${lateness.length} ticks, late by p50 ${quantile(lateness, 0.5)} ms, ` +
        `p95 ${quantile(lateness, 0.95)} ms, p99 ${quantile(lateness, 0.99)} ms\n`,
    );
    expect(failed).toEqual([]);
    expect(lateness.length).toBeGreaterThan(100);
    expect(quantile(lateness, 0.5)).toBeLessThan(50);
    expect(quantile(lateness, 0.95)).toBeLessThan(500);
  });

  it('the host has kept its memory', () => {
    expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(400 * 1024 * 1024);
  });
});

describe('with the Python wall switched off', () => {
  let seen: Map<string, Seen>;
  let host: SandboxHost;

  beforeAll(async () => {
    host = await open(BARE_GUEST);
    seen = await runAll(host, behindGate, withDriver);
  }, 300_000);
  afterAll(() => host.close());

  it.each(behindGate.map((program) => [program.name, program] as const))(
    '%s ends as its header says, or finds the next wall whole',
    (name, program) => {
      const one = seenOf(seen, name);
      const observed = asObserved({ ...one.result, logs: one.logs });
      expect({
        expect: program.expect,
        end: endOf(observed),
        reason: observed.reason,
        logs: observed.logs.slice(0, 5),
        error: observed.error,
        isAllowed: wallHeld(observed) || endsAsExpected(program.expect, observed),
      }).toEqual(expect.objectContaining({ isAllowed: true }));
      expectEndedInTime(one);
      expect(one.stored).toEqual([]);
    },
  );

  it('every own program ran before it ended', () => {
    const own = behindGate.filter(({ name }) => name.startsWith('own-'));
    expect(own.length).toBeGreaterThan(5);
    for (const { name } of own)
      expect([name, seenOf(seen, name).logs[0]]).toEqual([name, 'running']);
  });

  it('the runner serves on', async () => {
    const { execution, logs } = executionOf({
      workspaceId: 'after',
      workerId: 'after',
      code: `log('well')`,
      timeoutMs: LONG_LIMIT_MS,
    });
    expect(await host.pool.execute(execution)).toMatchObject({ outcome: 'ok' });
    expect(logs.map((line) => line.message)).toEqual(['well']);
  });
});
