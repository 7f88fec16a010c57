import type {
  Counters,
  Lease,
  LeaseGrant,
  SetResult,
  State,
  StateEntry,
  StateScope,
  StateStore,
  WorkerLeases,
} from '@aispinner/state';
import { MemoryAir, MemoryLiveEvents } from './memory-live-events.ts';

interface LeaseRow {
  tickId: string;
  dueAtMs: number;
  holder: string;
  fence: number;
  expiresAt: number;
  finished: boolean;
  awaiter: { readonly tickId: string; readonly sinceMs: number } | null;
}

/** `WorkerLeases` without a service. `now` gives epoch ms. */
export class MemoryWorkerLeases implements WorkerLeases {
  private readonly rows = new Map<string, LeaseRow>();
  private readonly now: () => number;

  constructor(now: () => number = () => Date.now()) {
    this.now = now;
  }

  acquire(request: Parameters<WorkerLeases['acquire']>[0]): Promise<LeaseGrant> {
    const { workerId, tickId, dueAtMs, holder, ttlMs } = request;
    const row = this.rows.get(workerId);
    if (row !== undefined) {
      const expired = row.expiresAt <= this.now();
      if (!row.finished && !expired) {
        if (row.tickId !== tickId && row.awaiter?.tickId !== tickId) {
          row.awaiter = { tickId, sinceMs: this.now() };
        }
        return Promise.resolve({ kind: 'busy', tickId: row.tickId });
      }
      if (!row.finished && row.tickId === tickId) return Promise.resolve({ kind: 'abandoned' });
      if (row.dueAtMs >= dueAtMs) return Promise.resolve({ kind: 'finished' });
    }
    const fence = (row?.fence ?? 0) + 1;
    const expiresAt = this.now() + ttlMs;
    const awaiter = row?.awaiter?.tickId === tickId ? row.awaiter : null;
    this.rows.set(workerId, {
      tickId,
      dueAtMs,
      holder,
      fence,
      expiresAt,
      finished: false,
      awaiter,
    });
    const awaitedMs = awaiter === null ? null : this.now() - awaiter.sinceMs;
    const lease = { workerId, tickId, holder, fence };
    return Promise.resolve({ kind: 'acquired', lease, awaitedMs });
  }

  renew(leases: readonly Lease[], ttlMs: number): Promise<readonly Lease[]> {
    const lost = leases.filter((lease) => !this.holds(lease.workerId, lease.fence));
    for (const lease of leases) {
      const row = this.rows.get(lease.workerId);
      if (row !== undefined && !lost.includes(lease)) row.expiresAt = this.now() + ttlMs;
    }
    return Promise.resolve(lost);
  }

  finish(leases: readonly Lease[]): Promise<void> {
    for (const { workerId, fence } of leases) {
      const row = this.rows.get(workerId);
      if (row !== undefined && this.holds(workerId, fence)) row.finished = true;
    }
    return Promise.resolve();
  }

  running(workerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const running = new Map<string, string>();
    for (const workerId of workerIds) {
      const row = this.rows.get(workerId);
      if (row !== undefined && this.holds(workerId, row.fence)) running.set(workerId, row.tickId);
    }
    return Promise.resolve(running);
  }

  retire(workerId: string): Promise<void> {
    const fence = (this.rows.get(workerId)?.fence ?? 0) + 1;
    const never = { tickId: '', dueAtMs: Infinity, holder: '', expiresAt: 0, finished: true };
    this.rows.set(workerId, { ...never, fence, awaiter: null });
    return Promise.resolve();
  }

  retired(workerId: string): boolean {
    return this.rows.get(workerId)?.dueAtMs === Infinity;
  }

  /** Whether `fence` is that of a lease that runs now. */
  holds(workerId: string, fence: number): boolean {
    const row = this.rows.get(workerId);
    return row?.fence === fence && !row.finished && row.expiresAt > this.now();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** `StateStore` without a service, fenced by the leases given. */
export class MemoryStateStore implements StateStore {
  private readonly leases: MemoryWorkerLeases;
  private readonly workers = new Map<string, Map<string, StateEntry>>();

  constructor(leases: MemoryWorkerLeases = new MemoryWorkerLeases()) {
    this.leases = leases;
  }

  get(scope: StateScope, key: string): Promise<StateEntry | null> {
    return Promise.resolve(this.entries(scope).get(key) ?? null);
  }

  set(
    scope: StateScope,
    key: string,
    valueJson: string,
    limits: { maxKeys: number },
  ): Promise<SetResult> {
    const entries = this.entries(scope);
    if (this.fenced(scope)) return Promise.resolve({ kind: 'fenced' });
    if (!entries.has(key) && entries.size >= limits.maxKeys) {
      return Promise.resolve({ kind: 'tooManyKeys', limit: limits.maxKeys });
    }
    entries.set(key, { key, valueJson, updatedAt: new Date() });
    return Promise.resolve({ kind: 'stored' });
  }

  delete(scope: StateScope, key: string): Promise<boolean> {
    return Promise.resolve(!this.fenced(scope) && this.entries(scope).delete(key));
  }

  list(scope: StateScope, page: { after: string | null; limit: number }): Promise<StateEntry[]> {
    const { after, limit } = page;
    const sorted = [...this.entries(scope).values()].sort((a, b) => byBytes(a.key, b.key));
    const rest = sorted.filter((entry) => after === null || byBytes(entry.key, after) > 0);
    return Promise.resolve(rest.slice(0, limit));
  }

  clear(scope: StateScope): Promise<void> {
    if (!this.fenced(scope)) this.entries(scope).clear();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private fenced(scope: StateScope): boolean {
    const { workerId, fence } = scope;
    return fence === null ? this.leases.retired(workerId) : !this.leases.holds(workerId, fence);
  }

  private entries({ tenantId, workspaceId, workerId }: StateScope): Map<string, StateEntry> {
    const owner = JSON.stringify([tenantId, workspaceId, workerId]);
    const entries = this.workers.get(owner) ?? new Map<string, StateEntry>();
    this.workers.set(owner, entries);
    return entries;
  }
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** `Counters` without a service. */
export class MemoryCounters implements Counters {
  private readonly windows = new Map<string, { total: number; resetAtMs: number }>();
  private readonly now: () => number;

  constructor(now: () => number = () => Date.now()) {
    this.now = now;
  }

  add(
    key: string,
    amount: number,
    windowMs: number,
  ): Promise<{ total: number; resetAtMs: number }> {
    const now = this.now();
    const old = this.windows.get(key);
    const open = old !== undefined && old.resetAtMs > now;
    const window = open ? old : { total: 0, resetAtMs: now + windowMs };
    const counted = { ...window, total: window.total + amount };
    this.windows.set(key, counted);
    return Promise.resolve(counted);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** State without a service. `connect` gives the ports of one more process. */
export class MemoryService {
  private readonly leases: MemoryWorkerLeases;
  private readonly store: MemoryStateStore;
  private readonly counters: MemoryCounters;
  private readonly air = new MemoryAir();

  constructor(now?: () => number) {
    this.leases = new MemoryWorkerLeases(now);
    this.store = new MemoryStateStore(this.leases);
    this.counters = new MemoryCounters(now);
  }

  connect(): State {
    const { store, leases, counters } = this;
    const live = new MemoryLiveEvents(this.air);
    const ready = (): Promise<void> => Promise.resolve();
    return { store, leases, counters, live, ready, close: () => live.close() };
  }
}

/** The ports of one process without a service. */
export function createMemoryState(now?: () => number): State {
  return new MemoryService(now).connect();
}
