import type { Database } from './database.ts';

/** What a runner reads of a worker before it runs a tick. */
export class VersionCode {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The code of a version; null when the worker or the version is gone. Versions never change. */
  async code(workerId: string, version: number): Promise<string | null> {
    const row = await this.database.system().workerVersion.findUnique({
      where: { workerId_number: { workerId, number: version } },
      select: { code: true },
    });
    return row?.code ?? null;
  }

  /** Whether the worker runs, and its activation; null when it is gone. */
  async standing(workerId: string): Promise<{ running: boolean; activation: number } | null> {
    const row = await this.database.system().worker.findUnique({
      where: { id: workerId },
      select: { status: true, activation: true },
    });
    return row === null ? null : { running: row.status === 'running', activation: row.activation };
  }
}
