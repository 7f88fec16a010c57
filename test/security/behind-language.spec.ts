import { createSandboxHost, type SandboxHost } from '@aispinner/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escapePrograms } from './escape-program.ts';
import { escapeVerdict } from './escape-verdict.ts';

/**
 * The programs that are about a wall behind the language, with the language wall switched off: a guest
 * without a policy, real builtins, real imports. It lies among the fixtures and is not built.
 */
const GUEST = join(import.meta.dirname, '../../libs/sandbox/src/fixtures/bare-guest');
const programs = escapePrograms().filter(({ layer }) => layer !== 'python');
const CONTEXT = `
class Log:
    info = debug = warn = error = staticmethod(log)
class State(dict):
    set = dict.__setitem__
class Ctx:
    log = Log()
    state = State()
tick(Ctx())
`;

let host: SandboxHost;
beforeAll(async () => {
  host = await createSandboxHost({
    imageDir: join(tmpdir(), 'aispinner-test-images'),
    images: 1,
    guestDir: GUEST,
    spares: 1,
    memoryMb: 256,
    maxSandboxes: 3,
    maxMemoryMb: 8192,
    idleMs: 60_000,
    maxConcurrentBoots: 2,
    log: { warn: () => undefined },
  });
}, 60_000);
afterAll(() => host.close());

describe('with the language wall off', () => {
  it('has programs against what is behind it', () => expect(programs.length).toBeGreaterThan(30));

  it.each(programs.map((program) => [program.id, program] as const))(
    'the gate holds against %s',
    async (id, { code }) => {
      const logs: string[] = [];
      const { outcome, reason, problems } = await host.pool.execute({
        activation: {
          id,
          workspaceId: 'ws',
          workerId: id,
          name: id,
          version: 1,
          intervalSeconds: 60,
          code: code + CONTEXT,
          isolation: 'shared',
        },
        tick: { number: 1, dueAt: new Date() },
        limits: {
          tickTimeoutMs: 5000,
          memoryMb: 256,
          maxSandboxesPerWorkspace: 1,
          logMessagesPerTick: 100,
          logBytesPerTick: 100_000,
        },
        capabilities: { call: () => Promise.resolve(null) },
        onLogs: (batch) => logs.push(...batch.map(({ message }) => message)),
      });
      const texts = (problems ?? []).map(({ message }) => message);
      const verdict = escapeVerdict({ logs, outcome, reason, problems: texts });
      const isHeld = verdict === 'blocked' || verdict === 'tripwire';
      expect({ logs, verdict, isHeld }).toEqual({ logs, verdict, isHeld: true });
    },
    30_000,
  );
});
