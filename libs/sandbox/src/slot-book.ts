import type { SandboxSize } from './sandbox-size.ts';
import { chooseSlot, type Slot, type SlotChoice, type SlotNeed } from './slot.ts';

/** A step in the life of a sandbox, as the header of `sandbox-pool.ts` draws it. */
export type SlotMove = `${'booting' | Slot['state']}>${Slot['state']}`;

/** Every sandbox of the pool, and which one holds which worker. Decides nothing about when. */
export class SlotBook {
  private readonly slots = new Set<Slot>();
  /** The sandbox that holds a worker, by worker. */
  private readonly homes = new Map<string, Slot>();
  private readonly moves = new Map<SlotMove, number>();

  get size(): number {
    return this.slots.size;
  }

  /** A copy: it may be walked while slots are retired. */
  all(): Slot[] {
    return [...this.slots];
  }

  add(slot: Slot): void {
    this.slots.add(slot);
    this.count(`booting>${slot.state}`);
  }

  /** How often each step was taken. */
  transitions(): Partial<Record<SlotMove, number>> {
    return Object.fromEntries(this.moves);
  }

  /** Its execution has ended, and it may be used again. `now` in epoch ms. */
  rest(slot: Slot, now: number): void {
    this.move(slot, 'idle');
    slot.lastUsedAt = now;
    // Behind the others: of two that rested within the same millisecond, the first is the older.
    this.slots.delete(slot);
    this.slots.add(slot);
  }

  remove(slot: Slot): void {
    if (slot.state !== 'gone') this.move(slot, 'gone');
    this.slots.delete(slot);
    for (const [workerId, home] of this.homes) {
      if (home === slot) this.homes.delete(workerId);
    }
  }

  /** Ends it. Its end is then no news to the pool. */
  retire(slot: Slot): void {
    this.remove(slot);
    slot.sandbox.kill('shutdown');
  }

  countOf(workspaceId: string): number {
    let count = 0;
    for (const slot of this.slots) if (slot.workspaceId === workspaceId) count += 1;
    return count;
  }

  countByWorkspace(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { workspaceId } of this.slots) {
      if (workspaceId !== null) counts.set(workspaceId, (counts.get(workspaceId) ?? 0) + 1);
    }
    return counts;
  }

  spares(memoryMb: SandboxSize): Slot[] {
    return this.all().filter((slot) => slot.state === 'spare' && slot.memoryMb === memoryMb);
  }

  choose(need: SlotNeed): SlotChoice {
    return chooseSlot(need, this.slots, Date.now());
  }

  /**
   * Takes what serves the need, now busy; null when nothing does yet. `reserved` tells how many
   * spares are not for it.
   */
  place(need: SlotNeed, reserved: () => number = () => 0): Slot | null {
    const choice = this.choose(need);
    if (choice.kind === 'wait') return null;
    let slot: Slot | undefined;
    if (choice.kind === 'take') {
      slot = choice.slot;
    } else {
      slot = this.spares(need.memoryMb)[reserved()];
      if (slot === undefined) return null;
      if (choice.retire !== null) this.retire(choice.retire);
      slot.workspaceId = need.workspaceId;
      slot.dedicatedTo = need.isDedicated ? need.workerId : null;
    }
    this.move(slot, 'busy');
    slot.busySince = Date.now();
    this.moveIn(need.workerId, slot);
    return slot;
  }

  /** Lets go of a worker. Returns the sandbox that held it. */
  moveOut(workerId: string): Slot | null {
    const home = this.homes.get(workerId);
    if (home === undefined) return null;
    this.homes.delete(workerId);
    const held = home.loaded.get(workerId);
    if (held !== undefined) {
      home.loaded.delete(workerId);
      home.stale.add(held.activationId);
    }
    return home;
  }

  /**
   * Retires the idle sandbox that was used longest ago, or a spare of another size than is wanted.
   * Returns false where there is none.
   */
  makeRoom(memoryMb: SandboxSize): boolean {
    let oldest: Slot | null = null;
    for (const slot of this.slots) {
      const isFree =
        slot.state === 'idle' || (slot.state === 'spare' && slot.memoryMb !== memoryMb);
      if (isFree && (oldest === null || slot.lastUsedAt < oldest.lastUsedAt)) oldest = slot;
    }
    if (oldest === null) return false;
    this.retire(oldest);
    return true;
  }

  /** One live activation a worker: whatever another sandbox holds of it is dropped. */
  private moveIn(workerId: string, slot: Slot): void {
    if (this.homes.get(workerId) === slot) return;
    this.moveOut(workerId);
    this.homes.set(workerId, slot);
  }

  private move(slot: Slot, to: Slot['state']): void {
    this.count(`${slot.state}>${to}`);
    slot.state = to;
  }

  private count(move: SlotMove): void {
    this.moves.set(move, (this.moves.get(move) ?? 0) + 1);
  }
}
