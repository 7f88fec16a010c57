import type { KillReason } from '@aispinner/domain';
import type { Logger } from '@aispinner/platform';
import type { Lease, WorkerLeases } from '@aispinner/state';

/** How long a runner may be silent before its ticks count as lost, and how often it speaks. */
export const LEASE_TTL_MS = 6000;
const RENEW_EVERY_MS = 1500;
/** How soon a lease that ran out is noticed where nobody can be asked. */
const LOOK_EVERY_MS = 250;

interface Kept {
  readonly lease: Lease;
  readonly abort: AbortController;
  /** Unless it is renewed; ms of `performance.now()`, which no step of a clock moves. */
  endsAt: number;
}

/**
 * Keeps the leases of the ticks that this runner runs, all in one renewal. A lease that is lost ends
 * its tick at once: somebody else may already answer for the worker. So does one that could not be
 * renewed in time, because the store is away, or only this runner cannot reach it.
 */
export class LeaseKeeper {
  private readonly kept = new Map<string, Kept>();
  private readonly leases: WorkerLeases;
  private readonly log: Logger;
  private readonly timers: readonly NodeJS.Timeout[];
  private renewing = false;

  constructor(leases: WorkerLeases, log: Logger) {
    this.leases = leases;
    this.log = log;
    this.timers = [
      setInterval(() => void this.renew(), RENEW_EVERY_MS),
      setInterval(() => this.giveUpEnded(), LOOK_EVERY_MS),
    ];
  }

  /** From now on the lease is renewed; the signal aborts with the reason when the tick must end. */
  keep(lease: Lease): AbortSignal & { readonly reason: KillReason } {
    const abort = new AbortController();
    this.kept.set(lease.tickId, { lease, abort, endsAt: performance.now() + LEASE_TTL_MS });
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
    for (const timer of this.timers) clearInterval(timer);
  }

  private async renew(): Promise<void> {
    // A renewal that hangs (the store is away) must not pile up behind itself.
    if (this.renewing || this.kept.size === 0) return;
    this.renewing = true;
    const asked = [...this.kept.values()];
    const askedAt = performance.now();
    try {
      const lost = await this.leases.renew(
        asked.map(({ lease }) => lease),
        LEASE_TTL_MS,
      );
      const gone = new Set(lost.map(({ tickId }) => tickId));
      for (const kept of asked) {
        if (gone.has(kept.lease.tickId)) this.giveUp(kept, 'lease lost');
        else kept.endsAt = askedAt + LEASE_TTL_MS;
      }
    } catch (error) {
      this.log.warn({ err: error }, 'leases not renewed');
    } finally {
      this.renewing = false;
    }
  }

  private giveUpEnded(): void {
    const now = performance.now();
    for (const kept of [...this.kept.values()]) {
      if (kept.endsAt <= now) this.giveUp(kept, 'lease not renewed in time');
    }
  }

  private giveUp(kept: Kept, why: string): void {
    const { tickId } = kept.lease;
    // Ended by its tick while the renewal was on its way.
    if (this.kept.get(tickId) !== kept) return;
    this.log.warn({ tickId }, why);
    this.kept.delete(tickId);
    kept.abort.abort('runner_lost' satisfies KillReason);
  }
}
