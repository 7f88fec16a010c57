import type { Workers, Worker } from '@aispinner/persistence';
import type { Caller } from '../auth/caller.ts';
import { notFound } from '../http/refusal.ts';

/** A worker of the caller's tenant. Throws the same 404 `Refusal` for any other id. */
export class FindWorker {
  private readonly workers: Workers;

  constructor(workers: Workers) {
    this.workers = workers;
  }

  async of(caller: Caller, workerId: string): Promise<Worker> {
    const worker = await this.workers.find(caller.tenantId, workerId);
    if (worker === null) throw notFound('worker');
    return worker;
  }
}
