import type { CpuReading } from './cpu-clock.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxSize } from './sandbox-size.ts';

/** How long a reading of the CPU time is good for those who wait, ms. */
const STARVED_FOR_MS = 10;

/** A worker's code that a sandbox holds, its `setup` done. */
export interface LoadedActivation {
  readonly activationId: string;
  readonly hasOnError: boolean;
}

/** A sandbox in the pool, and what the pool knows about it. */
export interface Slot {
  readonly sandbox: Sandbox;
  readonly memoryMb: SandboxSize;
  state: 'spare' | 'idle' | 'busy' | 'gone';
  /** Whom it serves, for life; null while it is a spare. */
  workspaceId: string | null;
  /** The only worker that may use it; null when the workspace's workers share it. */
  dedicatedTo: string | null;
  /** By worker. */
  readonly loaded: Map<string, LoadedActivation>;
  /** Activations to be unloaded before it is used again. */
  readonly stale: Set<string>;
  /** It must not be used again once its execution has ended. */
  isSpent: boolean;
  /** Epoch ms: when it was last given to an execution, and when one last ended. */
  busySince: number;
  /** CPU time that it wanted and others had, as last read for those who wait for it. */
  starved: { readonly ms: number; readonly readAt: number };
  lastUsedAt: number;
  /** CPU time of its process when it was last taken; null where the system does not tell. */
  cpu: CpuReading | null;
  /** Memory of its process when it was last measured, in MB. */
  measuredMb: number | null;
  /** The same right after it has last given memory back; 0 before. */
  restedMb: number;
}

/** CPU time since it was last taken, in ms: a sandbox uses next to none while nobody runs in it. */
export function takeCpuMs(slot: Slot): number | null {
  const before = slot.cpu;
  slot.cpu = slot.sandbox.cpuTime();
  return before === null || slot.cpu === null ? null : slot.cpu.ranMs - before.ranMs;
}

export function newSpare(sandbox: Sandbox, memoryMb: SandboxSize, now: number): Slot {
  return {
    sandbox,
    memoryMb,
    state: 'spare',
    workspaceId: null,
    dedicatedTo: null,
    loaded: new Map(),
    stale: new Set(),
    isSpent: false,
    busySince: now,
    starved: { ms: 0, readAt: 0 },
    lastUsedAt: now,
    cpu: sandbox.cpuTime(),
    measuredMb: sandbox.memoryMb(),
    restedMb: 0,
  };
}

/** What an execution needs of a sandbox. */
export interface SlotNeed {
  readonly workspaceId: string;
  readonly workerId: string;
  readonly activationId: string;
  readonly isDedicated: boolean;
  readonly memoryMb: SandboxSize;
  readonly maxSandboxesPerWorkspace: number;
  /**
   * A busy sandbox that would serve is waited for, rather than move to another or have one booted, until
   * what runs in it has run for so long; ms, absent: not at all. Time in which others had the CPUs does
   * not count: another sandbox would have no more of them.
   */
  readonly patienceMs?: number;
}

export type SlotChoice =
  | { readonly kind: 'take'; readonly slot: Slot }
  /** A spare is needed, after `retire` (if any) has made room for it. */
  | { readonly kind: 'spare'; readonly retire: Slot | null }
  /** All sandboxes that the need may have are busy. */
  | { readonly kind: 'wait' };

/**
 * Which sandbox of its workspace serves a need at `now` (epoch ms). Pure: decides from what is there.
 * A sandbox that is waited for is the one that holds the activation, or where none does, any that fits.
 */
export function chooseSlot(need: SlotNeed, slots: Iterable<Slot>, now: number): SlotChoice {
  const { patienceMs = 0 } = need;
  const isWorthTheWait = (slot: Slot): boolean =>
    slot.state === 'busy' &&
    (now - slot.busySince < patienceMs || hasRunFor(slot, now) < patienceMs);
  let count = 0;
  let isOneSoonFree = false;
  let fitting: Slot | null = null;
  let retirable: Slot | null = null;
  for (const slot of slots) {
    if (slot.workspaceId !== need.workspaceId || slot.state === 'gone') continue;
    count += 1;
    const isHome = slot.loaded.get(need.workerId)?.activationId === need.activationId;
    if (isHome && isWorthTheWait(slot)) return { kind: 'wait' };
    if (slot.state !== 'idle') {
      isOneSoonFree ||= fits(slot, need) && isWorthTheWait(slot);
      continue;
    }
    if (!fits(slot, need)) {
      if (retirable === null || slot.lastUsedAt < retirable.lastUsedAt) retirable = slot;
      continue;
    }
    if (isHome) return { kind: 'take', slot };
    // The most recently used one: the others may then grow old and be retired.
    if (fitting === null || slot.lastUsedAt > fitting.lastUsedAt) fitting = slot;
  }
  if (fitting !== null) return { kind: 'take', slot: fitting };
  if (isOneSoonFree) return { kind: 'wait' };
  if (count < need.maxSandboxesPerWorkspace) return { kind: 'spare', retire: null };
  return retirable === null ? { kind: 'wait' } : { kind: 'spare', retire: retirable };
}

/** How long what runs in it has run, in ms, but for the time that it wanted a CPU and got none. */
function hasRunFor(slot: Slot, now: number): number {
  // Asked for each who waits and whenever something is free; reading it is a call of the system.
  if (now - slot.starved.readAt >= STARVED_FOR_MS) {
    slot.starved = { ms: slot.sandbox.cpuTime()?.starvedMs ?? 0, readAt: now };
  }
  return now - slot.busySince - Math.max(0, slot.starved.ms - (slot.cpu?.starvedMs ?? 0));
}

function fits(slot: Slot, need: SlotNeed): boolean {
  const dedicatedTo = need.isDedicated ? need.workerId : null;
  return slot.dedicatedTo === dedicatedTo && slot.memoryMb === need.memoryMb;
}
