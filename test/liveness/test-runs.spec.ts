import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestRunView } from '@aispinner/contracts';
import { ApiClient } from '../e2e/api-client.ts';
import { startStandalone, type Standalone } from '../e2e/standalone.ts';
import { wallHeld } from './bare-guest.ts';
import { startLedgerNeighbours, type LedgerNeighbours } from './ledger-neighbours.ts';
import { quantile } from './neighbour.ts';
import { hasOnError, readPrograms, withOnError } from './programs.ts';
import { errorTold, KILL_MS, limitOf, ownLines } from './promises.ts';
import { endOf, endsAsExpected, type Observed } from './verdict.ts';

/** One or two of each class: all of them run against the sandbox alone in `liveness.spec.ts`. */
const SAMPLE = `
  breach-exit breach-js-loop
  c-pow-huge c-regex-backtrack c-sort-evil-compare
  cpu-at-load cpu-finalizer cpu-finally
  exc-class-name-spoof exc-deep-cause exc-evil-str exc-system-exit
  load-async-tick load-deep-expression load-surrogate-source load-tick-arity
  log-flood log-str-raises
  mem-at-load mem-catch-retry mem-json-amplify mem-list-grow
  own-on-error-fresh own-on-error-loop own-sleep
  rec-dealloc-chain rec-iterator-chain rec-repr
  ret-odd-values
  state-huge-value state-proto-keys state-surrogate
`
  .trim()
  .split(/\s+/);

/** Hostile test runs at once; each has a sandbox process of its own. */
const AT_ONCE = 3;

const programs = readPrograms().filter(({ name }) => SAMPLE.includes(name));
const seen = new Map<string, TestRunView>();
let product: Standalone;
let neighbours: LedgerNeighbours;

beforeAll(async () => {
  product = await startStandalone();
  const api = new ApiClient(product.baseUrl, product.apiKey);
  const left = [...programs];
  const runThem = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const run = await api.expect<TestRunView>(
        'POST',
        `/workspaces/${product.workspaceId}/test-runs`,
        { code: withOnError(next), timeoutSeconds: limitOf(next) / 1000 },
      );
      seen.set(next.name, run);
    }
  };
  neighbours = await startLedgerNeighbours(api);
  await Promise.all(Array.from({ length: AT_ONCE }, runThem));
  await neighbours.stop();
}, 240_000);

afterAll(() => product.stop(), 60_000);

/** What takes the language wall as broken finds it whole: refused before it ran, or without a way out. */
function isHeldInFront(observed: Observed): boolean {
  return endOf(observed) === 'refused' || wallHeld(observed);
}

/** As the verdict wants it: what became of the one tick, and what the worker said. */
function observedOf({ outcome, ticks, error, problems, logs }: TestRunView): {
  observed: Observed;
  durationMs: number;
  messages: string[];
} {
  const messages = logs.map(({ message }) => message);
  const [tick] = ticks;
  return {
    observed: {
      outcome,
      // Text on the wire; the verdict knows those words that it waits for.
      reason: (tick?.reason ?? null) as Observed['reason'],
      error,
      problems,
      logs: ownLines(messages),
    },
    durationMs: tick?.durationMs ?? 0,
    messages,
  };
}

describe('programs that hang, exhaust or confuse, through test-runs', () => {
  it('has one of every name in the sample', () => {
    expect(programs.map(({ name }) => name).sort()).toEqual([...SAMPLE].sort());
  });

  it.each(programs.map((program) => [program.name, program] as const))(
    '%s ends as its header says',
    (name, program) => {
      const run = seen.get(name);
      if (run === undefined) throw new Error(`${name} was not run`);
      const { observed, durationMs, messages } = observedOf(run);
      expect({
        expect: program.expect,
        end: endOf(observed),
        error: run.error,
        isAllowed:
          endsAsExpected(program.expect, observed) ||
          (program.assumes !== null && isHeldInFront(observed)),
      }).toEqual(expect.objectContaining({ isAllowed: true }));

      expect(durationMs).toBeLessThan(limitOf(program) + KILL_MS);
      // What fails while it loads has not ticked, and an `on_error` of its own says what it likes.
      if (hasOnError(program.code)) return;
      const hasTicked = !/-at-load$/.test(name) && run.problems.length === 0;
      const told = hasTicked ? errorTold(observed) : null;
      const calls = messages.filter((line) => line.startsWith('on_error '));
      expect(calls).toEqual(told === null ? [] : [expect.stringContaining(told)]);
    },
  );

  it('a fresh module is what on_error sees after a kill', () => {
    const run = seen.get('own-on-error-fresh');
    expect(run?.logs.map(({ message }) => message)).toEqual(['on_error TimeoutError []']);
  });

  it('what a program stored is told, and gone for the next of its workspace', () => {
    expect(Object.keys(seen.get('state-proto-keys')?.state ?? {})).toContain('constructor');
    expect(seen.get('state-surrogate')?.state).toEqual({});
  });

  it('neighbours have not failed, and ticked on time', () => {
    const { lateness, skipped, failed } = neighbours;
    process.stdout.write(
      `neighbours: ${lateness.length} ticks, ${skipped} skipped, late by p50 ${quantile(lateness, 0.5)} ms, ` +
        `p95 ${quantile(lateness, 0.95)} ms, p99 ${quantile(lateness, 0.99)} ms\n`,
    );
    expect(failed).toEqual([]);
    expect(lateness.length).toBeGreaterThan(30);
    // Those that a busy machine skips are few beside those that a hostile program would starve.
    expect(skipped).toBeLessThan(lateness.length / 3);
    expect(quantile(lateness, 0.5)).toBeLessThan(500);
  });
});
