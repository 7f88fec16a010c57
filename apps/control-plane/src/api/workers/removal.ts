import type { Workers, Workspaces } from '@aispinner/persistence';
import type { Logger } from '@aispinner/platform';
import type { StateStore, WorkerLeases } from '@aispinner/state';
import type { Caller } from '../auth/caller.ts';
import { notFound } from '../http/refusal.ts';
import type { Announcer } from '../live/announcer.ts';

interface StateParts {
  readonly store: Pick<StateStore, 'clear'>;
  readonly leases: Pick<WorkerLeases, 'retire'>;
}

/**
 * Deletes workers, alone or with their workspace, and their state with them. The state may live in
 * another store than the rows: it goes before the rows do, so that a failure leaves the worker to be
 * deleted again, and once more after, when a tick under way can write no more.
 */
export class Removal {
  private readonly workers: Workers;
  private readonly workspaces: Workspaces;
  private readonly state: StateParts;
  private readonly announcer: Announcer;
  private readonly log: Pick<Logger, 'warn'>;

  constructor(
    workers: Workers,
    workspaces: Workspaces,
    state: StateParts,
    announcer: Announcer,
    log: Pick<Logger, 'warn'>,
  ) {
    this.workers = workers;
    this.workspaces = workspaces;
    this.state = state;
    this.announcer = announcer;
    this.log = log;
  }

  async worker({ tenantId, actor }: Caller, workerId: string): Promise<void> {
    const removed = await this.workers.remove(tenantId, workerId, actor, ({ workspaceId }) =>
      this.clear(tenantId, workspaceId, [workerId]),
    );
    if (removed === null) throw notFound('worker');
    await this.afterwards(tenantId, removed.workspaceId, [workerId]);
  }

  async workspace({ tenantId, actor }: Caller, workspaceId: string): Promise<void> {
    const workerIds = await this.workspaces.remove(tenantId, workspaceId, actor, (ids) =>
      this.clear(tenantId, workspaceId, ids),
    );
    if (workerIds === null) throw notFound('workspace');
    await this.afterwards(tenantId, workspaceId, workerIds);
  }

  private async clear(
    tenantId: string,
    workspaceId: string,
    workerIds: readonly string[],
  ): Promise<void> {
    for (const workerId of workerIds) {
      await this.state.store.clear({ tenantId, workspaceId, workerId, fence: null });
    }
  }

  /** The workers are gone: what fails from here on does not bring them back. */
  private async afterwards(
    tenantId: string,
    workspaceId: string,
    workerIds: readonly string[],
  ): Promise<void> {
    try {
      for (const workerId of workerIds) await this.state.leases.retire(workerId);
      await this.clear(tenantId, workspaceId, workerIds);
    } catch (err) {
      this.log.warn({ err, workspaceId }, 'state of deleted workers was not cleared again');
    }
    for (const workerId of workerIds) {
      await this.announcer.workerChanged({ tenantId, workspaceId, workerId });
    }
  }
}
