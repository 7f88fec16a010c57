import type { ApiUnderTest } from '../api.fixture.ts';

export interface WorkerRows {
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerId: string;
}

let batches = 0;

/** One batch of log lines, a second after the one before; resolves to their time. */
export async function insertLog(
  api: ApiUnderTest,
  worker: WorkerRows,
  lines: readonly (readonly [level: string, message: string])[],
): Promise<Date> {
  const batchId = `batch ${++batches}`;
  const at = new Date(1_750_000_000_000 + batches * 1000);
  await api.database.system().logLine.createMany({
    data: lines.map(([level, message], position) => {
      const tickId = `${worker.workerId}.0`;
      return { ...worker, tickId, version: 1, batchId, position, at, level, message };
    }),
  });
  return at;
}
