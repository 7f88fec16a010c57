import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditReport, ProgramReport, UnitTestReport } from './guest-job.ts';
import { readPrograms, runGuest } from './run-guest.ts';

const TESTS = join(import.meta.dirname, '..', '..', '..', '..', 'test');
const LIMIT_MS = 90_000;

function messagesOf(report: ProgramReport): string[] {
  return report.logs.map(([, message]) => message);
}

describe('the guest, in plain Pyodide', () => {
  it(
    'passes its own unit tests',
    async () => {
      const [report] = await runGuest<UnitTestReport>({ kind: 'unit-tests' });
      expect(report?.failures).toEqual([]);
      expect(report?.run).toBeGreaterThan(50);
    },
    LIMIT_MS,
  );

  it(
    'gives a worker nothing that leads out of the sandbox or to another worker',
    async () => {
      const [report] = await runGuest<AuditReport>({ kind: 'audit' });
      // The walk can find what it looks for: without the seal it does.
      expect(Object.keys(report?.withoutSeal ?? {})).toEqual(
        expect.arrayContaining(['frame', 'code', 'the builtins']),
      );
      expect(report?.seen).toBeGreaterThan(5000);
      expect(report?.byRule).toEqual({});
      expect(report?.bySeal).toEqual({});
      expect(report?.sharedMutable).toEqual([]);
    },
    LIMIT_MS,
  );
});

// `honest` was written beside the guest; what it expects is what plain Python 3.14 logs.
describe.each([['compat'], ['honest']])('honest workers in %s', (folder) => {
  const programs = readPrograms(join(TESTS, 'corpus', folder));
  let reports: Map<string, ProgramReport>;

  beforeAll(async () => {
    const all = await runGuest<ProgramReport>({ kind: 'programs', programs });
    reports = new Map(all.map((report) => [report.name, report]));
  }, LIMIT_MS);

  it.each(programs)('$name logs exactly what it should', ({ name, code }) => {
    const expected = JSON.parse(/^# expect_logs: (.*)$/m.exec(code)?.[1] ?? '') as string[];
    const report = reports.get(name);
    expect(report?.load).toMatchObject({ ok: true });
    expect(report?.runs.filter((run) => !run.ok)).toEqual([]);
    expect(messagesOf(report as ProgramReport)).toEqual(expected);
  });
});

describe.each([['corpus-escapes'], ['programs']])('hostile workers in %s', (folder) => {
  const programs = readPrograms(join(TESTS, 'security', folder));
  let reports: Map<string, ProgramReport>;

  beforeAll(async () => {
    const all = await runGuest<ProgramReport>({ kind: 'programs', programs });
    reports = new Map(all.map((report) => [report.name, report]));
  }, LIMIT_MS);

  it.each(programs)('$name stays inside', ({ name }) => {
    const report = reports.get(name);
    if (report === undefined) throw new Error('It did not run');
    expect(messagesOf(report).filter((message) => message.startsWith('ESCAPED'))).toEqual([]);
    // Proof that it ran and failed, or was refused with a reason.
    const ended = messagesOf(report).some((message) => /^(BLOCKED|DONE)/.test(message));
    expect(ended || (report.load.problems?.[0]?.message ?? '')).toBeTruthy();
  });
});
