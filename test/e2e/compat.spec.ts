import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client.ts';
import { readCorpus } from './corpus.ts';
import { startStandalone, type Standalone } from './standalone.ts';

interface TestRun {
  outcome: string;
  ticks: { outcome: string }[];
  logs: { level: string; message: string }[];
  error: { traceback: string } | null;
}

const programs = readCorpus('compat');
let product: Standalone;
let api: ApiClient;

beforeAll(async () => {
  product = await startStandalone();
  api = new ApiClient(product.baseUrl, product.apiKey);
}, 120_000);

afterAll(() => product.stop(), 60_000);

describe('honest programs, through test-runs', () => {
  it('has programs to run', () => {
    expect(programs.length).toBeGreaterThan(40);
  });

  it.each(programs.map((p) => [p.name, p] as const))(
    '%s logs exactly what it should',
    async (_, program) => {
      const run = await api.expect<TestRun>(
        'POST',
        `/workspaces/${product.workspaceId}/test-runs`,
        { code: program.code, ticks: program.ticks },
      );
      expect({ logs: run.logs.map((l) => l.message), error: run.error }).toEqual({
        logs: program.expectLogs,
        error: null,
      });
      expect(run.ticks.map((t) => t.outcome)).toEqual(new Array<string>(program.ticks).fill('ok'));
    },
    30_000,
  );
});
