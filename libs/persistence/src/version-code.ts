import type { Database } from './database.ts';

/** What a runner reads of a worker before it runs a tick. Plain SQL: a runner has no memory for more. */
export class VersionCode {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The code of a version; null when the worker or the version is gone. Versions never change. */
  async code(workerId: string, version: number): Promise<string | null> {
    const [row] = await this.database.rows<{ code: string }>(
      'SELECT code FROM worker_versions WHERE worker_id = $1 AND number = $2',
      [workerId, version],
    );
    return row?.code ?? null;
  }

  /** Whether the worker runs, and its activation; null when it is gone. */
  async standing(workerId: string): Promise<{ running: boolean; activation: number } | null> {
    const [row] = await this.database.rows<{ running: boolean; activation: number }>(
      `SELECT status = 'running' AS running, activation FROM workers WHERE id = $1`,
      [workerId],
    );
    return row ?? null;
  }
}
