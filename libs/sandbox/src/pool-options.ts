import type { Sandbox, SandboxEnd } from './sandbox.ts';
import type { SlotMove } from './slot-book.ts';
import type { SandboxSize } from './sandbox-size.ts';

/** Of a boot: somebody waits for it, or it is for whoever comes next. */
export type BootUrgency = 'awaited' | 'ahead';

export interface PoolOptions {
  /** Starts one sandbox of a size. Rejects when it cannot. */
  boot(size: SandboxSize, signal: AbortSignal, urgency: BootUrgency): Promise<Sandbox>;
  /** Booted sandboxes that wait for whoever comes next. */
  readonly spares: number;
  /** Memory of the spares; another size is booted when it is asked for. */
  readonly memoryMb: number;
  /** Processes at once, spares and the one for checks included. */
  readonly maxSandboxes: number;
  /** Memory of all of them together, in MB, as measured; one is allowed in any case. */
  readonly maxMemoryMb: number;
  /** An idle sandbox is kept so long. */
  readonly idleMs: number;
  readonly maxConcurrentBoots: number;
  /** Whether a worker's code is to run where the installed packages are; never, where not given. */
  needsPackages?(code: string): boolean;
  readonly log: PoolLog;
}

export interface PoolLog {
  warn(fields: object, message: string): void;
}

export interface PoolStats {
  readonly spare: number;
  readonly idle: number;
  readonly busy: number;
  readonly booting: number;
  /** What the last sandbox took to be ready; null before the first. */
  readonly lastBootMs: number | null;
  readonly waiting: number;
  /** Memory of all sandboxes as last measured, with what is expected of those that boot. */
  readonly memoryMb: number;
  readonly started: number;
  /** Sandboxes that ended otherwise than by being retired, by reason. */
  readonly deaths: Readonly<Partial<Record<SandboxEnd, number>>>;
  /** Steps from state to state since the start, such as `idle>busy`. */
  readonly transitions: Readonly<Partial<Record<SlotMove, number>>>;
}

/** No sandbox can be had: ours, and worth another try. */
export class SandboxUnavailableError extends Error {
  override readonly name = 'SandboxUnavailableError';
}
