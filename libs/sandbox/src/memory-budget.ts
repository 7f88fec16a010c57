import { memoryOf, type SandboxSize } from './sandbox-size.ts';
import type { Slot } from './slot.ts';

/** Of one that was never measured: what a plain sandbox has right after its boot, and one with numpy and pandas. */
const EXPECTED_MB = 75;
const EXPECTED_WITH_PACKAGES_MB = 150;

/**
 * The memory that the sandboxes of a runner may have together, held against what they really have.
 * Measured now and then and not for each tick; one that boots counts as the last of its size did.
 */
export class MemoryBudget {
  readonly limitMb: number;
  private readonly fresh = new Map<SandboxSize, number>();

  constructor(limitMb: number) {
    this.limitMb = limitMb;
  }

  /** Takes down what each has now. */
  measure(slots: Iterable<Slot>): void {
    for (const slot of slots) {
      slot.measuredMb = slot.sandbox.memoryMb() ?? slot.measuredMb;
      if (slot.state === 'spare' && slot.measuredMb !== null) {
        this.fresh.set(slot.memoryMb, slot.measuredMb);
      }
    }
  }

  /** MB of those there are and of those on their way. */
  usedMb(slots: Iterable<Slot>, booting: Iterable<readonly [SandboxSize, number]>): number {
    let used = 0;
    for (const slot of slots) used += slot.measuredMb ?? this.expectedMb(slot.memoryMb);
    for (const [size, count] of booting) used += count * this.expectedMb(size);
    return used;
  }

  /** What one more of a size will have before it has served anyone, in MB. */
  expectedMb(size: SandboxSize): number {
    const known = this.fresh.get(size);
    if (known !== undefined) return known;
    const usual = typeof size === 'number' ? EXPECTED_MB : EXPECTED_WITH_PACKAGES_MB;
    return Math.min(usual, memoryOf(size) + EXPECTED_MB);
  }
}
