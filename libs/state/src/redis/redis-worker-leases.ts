import { InfraError } from '@aispinner/platform';
import type { Lease, LeaseGrant, WorkerLeases } from '../worker-leases.ts';
import type { RedisClient } from './redis-client.ts';
import { leaseKey } from './redis-keys.ts';

/** How long a worker's last lease is known: longer than any message lives, ms. */
const REMEMBER_MS = 30 * 24 * 3_600_000;

/**
 * One hash for each worker:
 *
 *   (none) --acquire--> held --finish--> finished --acquire(later tick)--> held
 *                        held --time--> run out  --acquire(later tick)--> held
 *   any --retire--> retired
 *
 * A fence is the server's clock in microseconds or the last fence and one, whichever is more: it grows
 * even where Redis has lost what it knew. Each acquisition carries a mark, by which a call whose answer
 * was lost finds that it had got the lease.
 */
export class RedisWorkerLeases implements WorkerLeases {
  private readonly client: RedisClient;

  constructor(client: RedisClient) {
    this.client = client;
  }

  async acquire(request: Parameters<WorkerLeases['acquire']>[0]): Promise<LeaseGrant> {
    const { workerId, tickId, dueAtMs, holder, ttlMs } = request;
    const mark = `${holder}#${crypto.randomUUID()}`;
    const answer = await this.client.run(
      'leaseAcquire',
      [this.keyOf(workerId)],
      [tickId, dueAtMs, mark, ttlMs, REMEMBER_MS],
    );
    const [kind, detail = '', awaited = ''] = answer as [string, string?, string?];
    switch (kind) {
      case 'acquired':
        return {
          kind,
          lease: { workerId, tickId, holder, fence: Number(detail) },
          awaitedMs: awaited === '' ? null : Number(awaited),
        };
      case 'busy':
        return { kind, tickId: detail };
      case 'finished':
      case 'abandoned':
        return { kind };
      default:
        throw new InfraError(`unknown answer ${kind}`, { retriable: false });
    }
  }

  async renew(leases: readonly Lease[], ttlMs: number): Promise<readonly Lease[]> {
    const renewals = await Promise.allSettled(
      leases.map((lease) =>
        // Tried no longer than a lease lasts: what is left unrenewed for so long is lost.
        this.client.run('leaseRenew', [this.keyOf(lease.workerId)], [lease.fence, ttlMs], ttlMs),
      ),
    );
    const lost = leases.filter((_, n) => {
      const renewal = renewals[n];
      return renewal?.status === 'fulfilled' && renewal.value === 0;
    });
    const failed = renewals.find((renewal) => renewal.status === 'rejected');
    // Those known to be lost must be told, whatever became of the others.
    if (failed !== undefined && lost.length === 0) throw failed.reason;
    return lost;
  }

  async finish(leases: readonly Lease[]): Promise<void> {
    await Promise.all(
      leases.map(({ workerId, fence }) =>
        this.client.run('leaseFinish', [this.keyOf(workerId)], [fence]),
      ),
    );
  }

  async running(workerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const ticks = await Promise.all(
      workerIds.map((workerId) => this.client.run('leaseRunning', [this.keyOf(workerId)], [])),
    );
    const running = new Map<string, string>();
    for (const [n, tick] of ticks.entries()) {
      const workerId = workerIds[n];
      if (workerId !== undefined && typeof tick === 'string') running.set(workerId, tick);
    }
    return running;
  }

  async retire(workerId: string): Promise<void> {
    await this.client.run('leaseRetire', [this.keyOf(workerId)], [REMEMBER_MS]);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private keyOf(workerId: string): string {
    return leaseKey(this.client.prefix, workerId);
  }
}
