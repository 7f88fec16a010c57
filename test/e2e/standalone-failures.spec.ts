import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client.ts';
import { checkHistory, RESUME_WITHIN_MS } from './failures/history-checker.ts';
import { lookAtAll, startTraced, stopTraced, tickingAfter } from './failures/traced-workers.ts';
import { startStandalone, type Part, type Standalone } from './standalone.ts';

const WORKERS = 5;

let product: Standalone;
let api: ApiClient;

beforeAll(async () => {
  product = await startStandalone();
  api = new ApiClient(product.baseUrl, product.apiKey);
}, 120_000);

afterAll(() => product.stop(), 60_000);

/** Of one runner after the other: the supervisor keeps one log for all of them. */
function readRunnerLogs(): { runner: string; text: string }[] {
  const text = readFileSync(join(product.home, 'logs', 'runner.log'), 'utf8');
  return [{ runner: 'the runner', text }];
}

describe.each<Part>(['api', 'scheduler', 'runner', 'postgres'])('kill -9 of %s', (part) => {
  it('stops ticking for a moment at most, and nothing is lost or done twice', async () => {
    const started = await startTraced(api, `Killing ${part}`, WORKERS);
    await tickingAfter(api, started, 0, 30_000);

    const victim = product.pids()[part];
    if (victim === undefined) throw new Error(`${part} does not run`);
    const seen = await lookAtAll(api, started);
    const overMs = Date.now();
    process.kill(victim, 'SIGKILL');
    await tickingAfter(api, seen, overMs, RESUME_WITHIN_MS);
    expect(product.pids()[part]).not.toBe(victim);

    const witnesses = { runnerLogs: readRunnerLogs };
    const workers = await stopTraced(api, await lookAtAll(api, seen), witnesses);
    // Else nobody was asked who ran what.
    expect(Math.min(...workers.map(({ runs }) => runs.length))).toBeGreaterThanOrEqual(3);
    const disturbances = [{ name: `kill -9 of ${part}`, overMs }];
    expect(checkHistory({ workers, disturbances, resources: [] })).toEqual([]);
    // Only a tick that died with its runner may have ended otherwise than well.
    const allowed = part === 'runner' ? ['ok', 'skipped', 'killed'] : ['ok', 'skipped'];
    const outcomes = workers.flatMap(({ rows }) => rows.map((row) => row.outcome));
    expect(outcomes.filter((outcome) => !allowed.includes(outcome))).toEqual([]);
  }, 120_000);
});
