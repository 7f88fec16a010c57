import { countOf, freshSizes } from './fresh-sizes.ts';
import type { PoolOptions } from './pool-options.ts';
import type { SandboxSize } from './sandbox-size.ts';
import type { SlotBook } from './slot-book.ts';
import type { Slot, SlotNeed } from './slot.ts';
import type { SpareBoots } from './spare-boots.ts';

/** Longer than a first tick takes. */
const REFILL_PAUSE_MS = 100;

export interface SpareStockParts {
  readonly options: Pick<PoolOptions, 'spares' | 'memoryMb' | 'maxSandboxes'>;
  readonly book: SlotBook;
  readonly boots: SpareBoots;
  /** What those who wait need, in their order. */
  needs(): SlotNeed[];
}

/** Keeps as many booted sandboxes in store as are wanted, as far as there is room. */
export class SpareStock {
  private readonly parts: SpareStockParts;
  private refill: NodeJS.Timeout | null = null;
  /** Boots begun so far. */
  started = 0;

  constructor(parts: SpareStockParts) {
    this.parts = parts;
  }

  /** For those who wait at once, sending idle ones away where there is no room; the spares after them. */
  startMissing(): void {
    const { spares, memoryMb } = this.parts.options;
    const sizes = freshSizes(this.parts.needs(), this.parts.book);
    for (const size of new Set(sizes)) this.startUpTo(size, countOf(sizes, size), true);
    const wanted = countOf(sizes, memoryMb) + spares;
    if (this.started === 0) this.startUpTo(memoryMb, wanted, false);
    else if (this.have(memoryMb) < wanted) this.refillSoon();
  }

  /** Boots until `wanted` spares of a size are there or on their way, as far as there is room. */
  startUpTo(memoryMb: SandboxSize, wanted: number, mayRetire: boolean): void {
    const { book, boots, options } = this.parts;
    for (let have = this.have(memoryMb); have < wanted && boots.canStart; have += 1) {
      const isFull = book.size + boots.total >= options.maxSandboxes;
      if (isFull && !(mayRetire && book.makeRoom(memoryMb))) return;
      this.started += 1;
      boots.start(memoryMb);
    }
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
      const { spares, memoryMb } = this.parts.options;
      const sizes = freshSizes(this.parts.needs(), this.parts.book);
      this.startUpTo(memoryMb, countOf(sizes, memoryMb) + spares, false);
    }, REFILL_PAUSE_MS);
  }

  private have(memoryMb: SandboxSize): number {
    return this.parts.book.spares(memoryMb).length + this.parts.boots.count(memoryMb);
  }
}
