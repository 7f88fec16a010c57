import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from '../e2e/api-client.ts';
import { startStandalone, type Standalone } from '../e2e/standalone.ts';
import { escapePrograms } from './escape-program.ts';
import { escapeVerdict, type EscapeVerdict } from './escape-verdict.ts';

interface TestRun {
  readonly outcome: string;
  readonly ticks: readonly { readonly outcome: string; readonly reason: string | null }[];
  readonly logs: readonly { readonly message: string }[];
  readonly problems: readonly { readonly message: string }[];
}

interface Judged {
  readonly verdict: EscapeVerdict;
  readonly run: TestRun;
}

/** A tenant may have eight test runs at once; the machine has little use for more than a few. */
const AT_ONCE = 4;
const programs = escapePrograms();
const judged = new Map<string, Judged>();
let product: Standalone;

/** Runs every program once, a few side by side; each has a sandbox process of its own. */
beforeAll(async () => {
  product = await startStandalone();
  const api = new ApiClient(product.baseUrl, product.apiKey);
  const left = [...programs];
  const runThem = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const path = `/workspaces/${product.workspaceId}/test-runs`;
      const run = await api.expect<TestRun>('POST', path, { code: next.code, ticks: 1 });
      const verdict = escapeVerdict({
        logs: run.logs.map((line) => line.message),
        outcome: run.outcome,
        reason: run.ticks.at(-1)?.reason ?? null,
        problems: run.problems.map((problem) => problem.message),
      });
      judged.set(next.id, { verdict, run });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runThem));
}, 400_000);

afterAll(() => product.stop(), 60_000);

describe('the built product', () => {
  it('has programs against it', () => expect(programs.length).toBeGreaterThan(190));

  it('says in one line which walls stand', () => {
    const lines = readFileSync(join(product.home, 'logs', 'runner.log'), 'utf8').split('\n');
    const reports = lines.filter((line) => line.includes('sandboxes ready'));
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatch(/seccomp/);
  });

  it.each(programs.map(({ id }) => id))('holds against %s', (id) => {
    const found = judged.get(id);
    expect({ ...found, isHeld: /^(blocked|refused|tripwire)$/.test(found?.verdict ?? '') }).toEqual(
      { ...found, isHeld: true },
    );
  });
});
