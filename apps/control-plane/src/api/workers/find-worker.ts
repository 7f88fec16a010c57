import type { Worker, WorkerPlace, Workers } from '@aispinner/persistence';
import type { Caller } from '../auth/caller.ts';
import { notFound } from '../http/refusal.ts';

/** Finds workers of the caller's tenant. Throws the same 404 `Refusal` for any other id. */
export class FindWorker {
  private readonly workers: Workers;

  constructor(workers: Workers) {
    this.workers = workers;
  }

  /** Enough for what hangs on a worker: its logs, ticks, state. */
  async placeOf(caller: Caller, workerId: string): Promise<WorkerPlace> {
    const place = await this.workers.locate(caller.tenantId, workerId);
    if (place === null) throw notFound('worker');
    return place;
  }

  async of(caller: Caller, workerId: string): Promise<Worker> {
    const worker = await this.workers.find(caller.tenantId, workerId);
    if (worker === null) throw notFound('worker');
    return worker;
  }
}
