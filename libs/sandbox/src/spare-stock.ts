import { countOf, freshSizes } from './fresh-sizes.ts';
import { MemoryBudget } from './memory-budget.ts';
import type { BootUrgency, PoolOptions } from './pool-options.ts';
import type { SandboxSize } from './sandbox-size.ts';
import type { SlotBook } from './slot-book.ts';
import type { Slot, SlotNeed } from './slot.ts';
import type { SpareBoots } from './spare-boots.ts';

/** Longer than a first tick takes. */
const REFILL_PAUSE_MS = 100;
/** Sandboxes that a workspace gets as fast as any. */
const SEVERAL = 2;

export interface SpareStockParts {
  readonly options: Pick<PoolOptions, 'spares' | 'memoryMb' | 'maxSandboxes' | 'maxMemoryMb'>;
  readonly book: SlotBook;
  readonly boots: SpareBoots;
  /** What those who wait need, in their order. */
  needs(): SlotNeed[];
}

/**
 * Keeps as many booted sandboxes in store as are wanted, as far as there is room: in number, and in the
 * memory of all sandboxes. For somebody who waits, the idle one that was used longest ago makes room.
 */
export class SpareStock {
  private readonly parts: SpareStockParts;
  private readonly budget: MemoryBudget;
  private refill: NodeJS.Timeout | null = null;
  /** Boots begun so far. */
  started = 0;

  constructor(parts: SpareStockParts) {
    this.parts = parts;
    this.budget = new MemoryBudget(parts.options.maxMemoryMb);
  }

  /** For those who wait at once, sending idle ones away where there is no room; the spares after them. */
  startMissing(): void {
    const { spares, memoryMb } = this.parts.options;
    const sizes = freshSizes(this.parts.needs(), this.parts.book);
    for (const size of new Set(sizes)) this.startUpTo(size, countOf(sizes, size), 'awaited');
    const wanted = countOf(sizes, memoryMb) + spares;
    // The first ones: the runner takes no ticks before they are there.
    if (this.started === 0) this.startUpTo(memoryMb, wanted, 'awaited');
    else if (this.have(memoryMb) < wanted) this.refillSoon();
  }

  /**
   * Boots until `wanted` spares of a size are there or on their way, as far as there is room. For one that
   * is awaited idle ones are sent away.
   */
  startUpTo(memoryMb: SandboxSize, wanted: number, urgency: BootUrgency): void {
    const { book, boots } = this.parts;
    for (let have = this.have(memoryMb); have < wanted && boots.canStart; have += 1) {
      while (!this.hasRoom(memoryMb)) {
        if (urgency === 'ahead' || !book.makeRoom(memoryMb)) return;
      }
      this.started += 1;
      boots.start(memoryMb, urgency);
    }
  }

  /** Takes down what one has that has just booted. */
  noteBooted(slot: Slot): void {
    this.budget.measure([slot]);
  }

  /** A sandbox has died: the one in its place is on its way before anybody asks for it. */
  replaceDead(): void {
    const { spares, memoryMb } = this.parts.options;
    const sizes = freshSizes(this.parts.needs(), this.parts.book);
    this.startUpTo(memoryMb, countOf(sizes, memoryMb) + spares, 'ahead');
  }

  /**
   * Spares that are not for this need: where another can be booted, the last one is left to others than a
   * workspace that has several already, or one with a burst of workers would make all newcomers wait.
   */
  reserved({ workspaceId, memoryMb }: SlotNeed): 0 | 1 {
    const { options, book, boots } = this.parts;
    if (options.spares < 2 || memoryMb !== options.memoryMb) return 0;
    if (book.countOf(workspaceId) < SEVERAL) return 0;
    const canFollow = boots.count(memoryMb) > 0 || (boots.canStart && this.hasRoom(memoryMb));
    return canFollow ? 1 : 0;
  }

  /** Measures all of them, and sends idle ones and then spares away until they are within the budget. */
  keepWithinMemory(): void {
    const { book } = this.parts;
    this.budget.measure(book.all());
    while (this.memoryMb > this.budget.limitMb && book.size > 1) {
      // The size of none: every spare may go, after the idle ones that are older.
      if (!book.makeRoom('0 with packages')) return;
    }
  }

  /** Of all sandboxes as last measured, with what is expected of those that boot. */
  get memoryMb(): number {
    const { book, boots } = this.parts;
    return this.budget.usedMb(book.all(), boots.sizes());
  }

  /** Booted for someone who got another one, or of a size that is rarely asked for. */
  isSurplus({ memoryMb }: Slot): boolean {
    const { options, book } = this.parts;
    const kept = memoryMb === options.memoryMb ? options.spares : 0;
    return book.spares(memoryMb).length > kept;
  }

  close(): void {
    if (this.refill !== null) clearTimeout(this.refill);
  }

  /**
   * A spare that nobody waits for sends no one away, and keeps out of the way of the tick for which
   * the last one was taken.
   */
  private refillSoon(): void {
    this.refill ??= setTimeout(() => {
      this.refill = null;
      this.replaceDead();
    }, REFILL_PAUSE_MS);
  }

  private hasRoom(size: SandboxSize): boolean {
    const { options, book, boots } = this.parts;
    const count = book.size + boots.total;
    if (count >= options.maxSandboxes) return false;
    return count === 0 || this.memoryMb + this.budget.expectedMb(size) <= this.budget.limitMb;
  }

  private have(memoryMb: SandboxSize): number {
    return this.parts.book.spares(memoryMb).length + this.parts.boots.count(memoryMb);
  }
}
