import type { Slot } from './slot.ts';

/** Nobody has used it for so long. V8 has by then compiled what it had seen to be worth it. */
const UNUSED_MS = 2000;
/** Collecting garbage costs some 40 ms of CPU: not for less than this. */
const WORTH_MB = 8;
const TIMEOUT_MS = 10_000;

/**
 * Lets those that nobody uses give memory back: each once after its boot, and again when it has grown. `now` in
 * epoch ms.
 */
export function restUnused(slots: Iterable<Slot>, now: number): void {
  for (const slot of slots) {
    const isUnused = slot.state === 'spare' || slot.state === 'idle';
    if (!isUnused || now - slot.lastUsedAt < UNUSED_MS || slot.measuredMb === null) continue;
    if (slot.measuredMb < slot.restedMb + WORTH_MB) continue;
    // Until it is measured again it is not asked again.
    slot.restedMb = Number.POSITIVE_INFINITY;
    void slot.sandbox.rest(TIMEOUT_MS).then(() => {
      slot.measuredMb = slot.sandbox.memoryMb();
      slot.restedMb = slot.measuredMb ?? 0;
    });
  }
}
