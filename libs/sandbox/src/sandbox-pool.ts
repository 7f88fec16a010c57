import type { CodeProblem } from '@aispinner/contracts';
import { FairTurns, type KillReason } from '@aispinner/domain';
import { checkCode, checkNeed } from './check-code.ts';
import { executeTick } from './execute-tick.ts';
import type { Execution, ExecutionResult } from './execution.ts';
import { countOf } from './fresh-sizes.ts';
import { SandboxUnavailableError, type PoolOptions, type PoolStats } from './pool-options.ts';
import { restUnused } from './rest-unused.ts';
import type { Sandbox, SandboxEnd } from './sandbox.ts';
import type { SandboxSize } from './sandbox-size.ts';
import { SlotBook } from './slot-book.ts';
import { newSpare, type Slot, type SlotNeed } from './slot.ts';
import { executionNeed } from './execution-need.ts';
import { SpareBoots } from './spare-boots.ts';
import { SpareStock } from './spare-stock.ts';

/** Boots that may fail in a row before those who wait are told. */
const FAILURES_UNTIL_REFUSAL = 4;
const SWEEP_MS = 2000;
/** How often to look whether those who wait have lost their patience. */
const PATIENCE_LOOK_MS = 25;

interface Waiter {
  readonly need: SlotNeed;
  resolve(slot: Slot): void;
  reject(error: Error): void;
}

/**
 * The sandboxes of a runner.
 *
 *   booting --ready--> spare --first tick of a workspace--> busy --tick ends--> idle --next tick--> busy
 *   booting --failed--> (pause, then another)
 *   spare, idle --process ends--> gone
 *   busy --deadline, kill, crash, out of memory, last tick of a test run--> gone
 *   idle --unused for `idleMs`, or its room or memory is needed--> gone
 *   spare --too many, of an older image, or its memory is needed--> gone
 *   spare, idle --unused for a while--> the same, having given memory back (`rest-unused.ts`)
 *
 * Each step is counted in `stats().transitions`, as `idle>busy`, and shown by the runner's metrics.
 *
 * A sandbox that has served a workspace never serves another, and one that has misbehaved serves
 * nobody. It may hold several workers of its workspace, and a worker is held by one sandbox only: when
 * it moves, the copy it leaves is dropped before that sandbox is used again. All together keep within
 * a number and a memory budget (`spare-stock.ts`); a busy one that dies is replaced at once.
 *
 * The trade-off: who finds the sandboxes of its workspace busy waits as long as what runs in them has
 * run for a moment only, for most ticks take a few ms, a move costs a fresh load and `setup`, and another
 * sandbox hundreds of ms of CPU until it is warm. Behind a tick that goes on it moves: its lateness is
 * dearer than its globals, which may vanish by contract.
 */
export class SandboxPool {
  private readonly options: PoolOptions;
  private readonly book = new SlotBook();
  /** Weight 1 each: which ticks come here at all was decided by plan before. */
  private readonly line = new FairTurns<Waiter>();
  private readonly boots: SpareBoots;
  private readonly stock: SpareStock;
  private readonly deaths: Partial<Record<SandboxEnd, number>> = {};
  private readonly closing = new AbortController();
  private readonly running = new Set<Promise<unknown>>();
  private readonly firstSpare = Promise.withResolvers<void>();
  private sweeper: NodeJS.Timeout | null = null;
  private look: NodeJS.Timeout | null = null;

  constructor(options: PoolOptions) {
    this.options = options;
    // Whoever did not call `start` learns of it from `execute`.
    this.firstSpare.promise.catch(() => undefined);
    this.boots = new SpareBoots({
      boot: (memoryMb, signal, urgency) => options.boot(memoryMb, signal, urgency),
      maxConcurrent: options.maxConcurrentBoots,
      onReady: (sandbox, memoryMb) => this.addSpare(sandbox, memoryMb),
      onFailed: (error, failures) => this.bootFailed(error, failures),
      onPauseOver: () => this.settle(),
    });
    this.stock = new SpareStock({
      options,
      book: this.book,
      boots: this.boots,
      needs: () => [...this.line.items()].map((waiter) => waiter.need),
    });
  }

  /** Boots the spares. Resolves when the first is ready; rejects when none can be had. */
  async start(): Promise<void> {
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS);
    this.sweeper.unref();
    if (this.options.spares === 0) return;
    this.settle();
    await this.firstSpare.promise;
  }

  /** Compiles code and holds it against the policy, running nothing of it. */
  async check(code: string, limit: { timeoutMs: number }): Promise<{ problems: CodeProblem[] }> {
    return this.track(this.checkNow(code, limit.timeoutMs));
  }

  /** Runs one tick, and `on_error` after it where the contract says so. */
  execute(execution: Execution): Promise<ExecutionResult> {
    const withPackages = this.options.needsPackages?.(execution.activation.code) === true;
    const need = executionNeed(execution, withPackages);
    return this.track(
      executeTick(execution, {
        acquire: (signal) => this.acquire(need, signal),
        release: (slot) => this.release(slot),
        closing: this.closing.signal,
      }),
    );
  }

  /** Drops what is held of a worker: it was deleted, stopped, or its test run is over. */
  forget(workerId: string): void {
    const slot = this.book.moveOut(workerId);
    if (slot?.dedicatedTo !== workerId) return;
    if (slot.state === 'idle') this.book.retire(slot);
    else slot.isSpent = true;
    this.settle();
  }

  /** Another spare takes the place of the oldest: what they start from has changed. */
  renewSpare(): void {
    const [oldest, ...others] = this.book.spares(this.options.memoryMb);
    if (oldest === undefined || others.length === 0 || this.line.size > 0) return;
    this.book.retire(oldest);
    this.settle();
  }

  stats(): PoolStats {
    const states = { spare: 0, idle: 0, busy: 0, gone: 0 };
    for (const slot of this.book.all()) states[slot.state] += 1;
    return {
      spare: states.spare,
      idle: states.idle,
      busy: states.busy,
      booting: this.boots.total,
      lastBootMs: this.boots.lastBootMs,
      waiting: this.line.size,
      memoryMb: this.stock.memoryMb,
      started: this.stock.started,
      deaths: { ...this.deaths },
      transitions: this.book.transitions(),
    };
  }

  /** Measures, and sends away what nobody has used for long. Called every few seconds. */
  sweep(): void {
    this.stock.keepWithinMemory();
    restUnused(this.book.all(), Date.now());
    const limit = Date.now() - this.options.idleMs;
    for (const slot of this.book.all()) {
      if (slot.lastUsedAt >= limit) continue;
      if (slot.state === 'idle' || (slot.state === 'spare' && this.stock.isSurplus(slot))) {
        this.book.retire(slot);
      }
    }
    this.settle();
  }

  /** Kills what runs (`shutdown`) and resolves when every process is gone. */
  async close(): Promise<void> {
    if (this.sweeper !== null) clearInterval(this.sweeper);
    if (this.look !== null) clearTimeout(this.look);
    this.stock.close();
    const booted = this.boots.close();
    this.closing.abort('shutdown' satisfies KillReason);
    for (const waiter of [...this.line.items()]) {
      this.line.leave(waiter.need.workspaceId, waiter);
      waiter.reject(new SandboxUnavailableError('the pool is closed'));
    }
    const gone = this.book.all().map((slot) => slot.sandbox.gone);
    for (const slot of this.book.all()) this.book.retire(slot);
    await Promise.all([booted, ...gone, Promise.allSettled([...this.running])]);
  }

  private async checkNow(code: string, timeoutMs: number): Promise<{ problems: CodeProblem[] }> {
    const slot = await this.acquire(checkNeed(this.options.memoryMb));
    try {
      return await checkCode(slot.sandbox, code, timeoutMs);
    } finally {
      this.release(slot);
    }
  }

  private async acquire(need: SlotNeed, signal?: AbortSignal): Promise<Slot> {
    if (this.closing.signal.aborted) throw new SandboxUnavailableError('the pool is closed');
    signal?.throwIfAborted();
    // Where nobody waits, what is there need not be queued for.
    const free = this.line.size === 0 ? this.place(need) : null;
    if (free !== null) {
      this.stock.startMissing();
      return free;
    }
    const { promise, resolve, reject } = Promise.withResolvers<Slot>();
    const waiter: Waiter = { need, resolve, reject };
    const abandon = (): void => {
      this.line.leave(need.workspaceId, waiter);
      reject(new SandboxUnavailableError('the wait was ended'));
    };
    signal?.addEventListener('abort', abandon, { once: true });
    this.line.join(need.workspaceId, waiter);
    this.settle();
    this.lookAgain();
    return promise.finally(() => signal?.removeEventListener('abort', abandon));
  }

  /** Patience ends with time alone. */
  private lookAgain(): void {
    this.look ??= setTimeout(() => {
      this.look = null;
      if (this.line.size === 0) return;
      this.settle();
      this.lookAgain();
    }, PATIENCE_LOOK_MS);
  }

  private place(need: SlotNeed): Slot | null {
    return this.book.place(need, () => this.stock.reserved(need));
  }

  private release(slot: Slot): void {
    if (slot.state === 'gone') return;
    if (slot.isSpent) {
      this.book.retire(slot);
    } else {
      this.book.rest(slot, Date.now());
    }
    this.settle();
  }

  /**
   * Gives what there is to those who wait, in turn, then starts what is missing. In a full pool the
   * room for one that needs a fresh sandbox is taken before those behind it are served, or a
   * workspace with a long line would keep its sandboxes for ever.
   */
  private settle(): void {
    if (this.closing.signal.aborted) return;
    const promised = new Map<Waiter, SandboxSize>();
    this.line.serve((waiter) => {
      const { need } = waiter;
      const slot = this.place(need);
      if (slot !== null) {
        waiter.resolve(slot);
        return true;
      }
      if (!promised.has(waiter) && this.book.choose(need).kind === 'spare') {
        promised.set(waiter, need.memoryMb);
        const wanted = countOf(promised.values(), need.memoryMb) + this.stock.reserved(need);
        this.stock.startUpTo(need.memoryMb, wanted, 'awaited');
      }
      return false;
    });
    this.stock.startMissing();
  }

  private addSpare(sandbox: Sandbox, memoryMb: SandboxSize): void {
    const slot = newSpare(sandbox, memoryMb, Date.now());
    this.book.add(slot);
    this.stock.noteBooted(slot);
    this.firstSpare.resolve();
    void sandbox.gone.then((reason) => {
      const before = slot.state;
      this.book.remove(slot);
      // Retired ones were removed before they were killed.
      if (before === 'gone') return;
      this.noteDeath(slot, reason);
      if (before === 'busy') this.stock.replaceDead();
      if (before === 'spare') this.boots.noteFailure(new Error(`a spare sandbox ended: ${reason}`));
      this.settle();
    });
    this.settle();
  }

  private noteDeath({ workspaceId, sandbox }: Slot, reason: SandboxEnd): void {
    this.deaths[reason] = (this.deaths[reason] ?? 0) + 1;
    if (reason !== 'tripwire' && reason !== 'protocol' && reason !== 'crashed') return;
    const { lastWords } = sandbox;
    this.options.log.warn({ workspaceId, reason, lastWords }, 'sandbox ended');
  }

  private bootFailed(error: unknown, failures: number): void {
    this.options.log.warn({ err: error, failures }, 'sandbox did not start');
    if (failures < FAILURES_UNTIL_REFUSAL) return;
    this.firstSpare.reject(
      new SandboxUnavailableError('no sandbox can be started', { cause: error }),
    );
    for (const waiter of [...this.line.items()]) {
      if (this.book.choose(waiter.need).kind !== 'spare') continue;
      this.line.leave(waiter.need.workspaceId, waiter);
      waiter.reject(new SandboxUnavailableError('no sandbox can be started', { cause: error }));
    }
  }

  private track<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    const done = (): unknown => this.running.delete(work);
    work.then(done, done);
    return work;
  }
}
