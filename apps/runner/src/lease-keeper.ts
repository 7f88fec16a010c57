import type { KillReason } from '@aispinner/domain';
import type { Logger } from '@aispinner/platform';
import type { Lease, WorkerLeases } from '@aispinner/state';

/** How long a runner may be silent before its ticks count as lost, and how often it speaks. */
export const LEASE_TTL_MS = 6000;
const RENEW_EVERY_MS = 1500;

interface Kept {
  readonly lease: Lease;
  readonly abort: AbortController;
}

/**
 * Keeps the leases of the ticks that this runner runs, all in one renewal. A lease that is lost ends
 * its tick at once: somebody else may already answer for the worker.
 */
export class LeaseKeeper {
  private readonly kept = new Map<string, Kept>();
  private readonly leases: WorkerLeases;
  private readonly log: Logger;
  private readonly timer: NodeJS.Timeout;
  private renewing = false;

  constructor(leases: WorkerLeases, log: Logger) {
    this.leases = leases;
    this.log = log;
    this.timer = setInterval(() => void this.renew(), RENEW_EVERY_MS);
  }

  /** From now on the lease is renewed; the signal aborts with the reason when the tick must end. */
  keep(lease: Lease): AbortSignal & { readonly reason: KillReason } {
    const abort = new AbortController();
    this.kept.set(lease.tickId, { lease, abort });
    return abort.signal;
  }

  /** Ends the leases: their ticks have been run. */
  async finish(leases: readonly Lease[]): Promise<void> {
    for (const { tickId } of leases) this.kept.delete(tickId);
    await this.leases.finish(leases);
  }

  /** Lets the lease run out. */
  drop(lease: Lease): void {
    this.kept.delete(lease.tickId);
  }

  /** Ends every tick that still runs, for instance when the time to drain is over. */
  abortAll(reason: KillReason): void {
    for (const { abort } of this.kept.values()) abort.abort(reason);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    // A renewal that hangs (the store is away) must not pile up behind itself.
    if (this.renewing || this.kept.size === 0) return;
    this.renewing = true;
    try {
      const lost = await this.leases.renew(
        [...this.kept.values()].map((k) => k.lease),
        LEASE_TTL_MS,
      );
      for (const lease of lost) {
        const held = this.kept.get(lease.tickId);
        // Ended by its tick while the renewal was on its way.
        if (held === undefined) continue;
        this.log.warn({ tickId: lease.tickId }, 'lease lost');
        this.kept.delete(lease.tickId);
        held.abort.abort('runner_lost' satisfies KillReason);
      }
    } catch (error) {
      this.log.warn({ err: error }, 'leases not renewed');
    } finally {
      this.renewing = false;
    }
  }
}
