import type { LiveEvents } from '@aispinner/state';
import type { Logger } from '@aispinner/platform';

export interface WorkerPlace {
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerId: string;
}

/** Tells whoever looks on what the API has changed. A hint that is lost costs a moment, never the change. */
export class Announcer {
  private readonly live: Pick<LiveEvents, 'publish'>;
  private readonly log: Pick<Logger, 'warn'>;

  constructor(live: Pick<LiveEvents, 'publish'>, log: Pick<Logger, 'warn'>) {
    this.live = live;
    this.log = log;
  }

  /** Of the worker itself: settings, status, version. */
  workerChanged(worker: WorkerPlace): Promise<void> {
    return this.publish(worker, ['worker']);
  }

  /** Its next due time too: the scheduler wakes at once. */
  workerRescheduled(worker: WorkerPlace): Promise<void> {
    return this.publish(worker, ['schedule', 'worker']);
  }

  private async publish(
    { tenantId, workspaceId, workerId }: WorkerPlace,
    kinds: readonly ('worker' | 'schedule')[],
  ): Promise<void> {
    try {
      await this.live.publish(kinds.map((kind) => ({ kind, tenantId, workspaceId, workerId })));
    } catch (err) {
      this.log.warn({ err, workerId }, 'live event was not published');
    }
  }
}
