import type { Sandbox, SandboxEnd } from './sandbox.ts';
import type { SlotMove } from './slot-book.ts';

export interface PoolOptions {
  /** Starts one sandbox with so much memory. Rejects when it cannot. */
  boot(memoryMb: number, signal: AbortSignal): Promise<Sandbox>;
  /** Booted sandboxes that wait for whoever comes next. */
  readonly spares: number;
  /** Memory of the spares; another size is booted when it is asked for. */
  readonly memoryMb: number;
  /** Processes at once, spares and the one for checks included. */
  readonly maxSandboxes: number;
  /** An idle sandbox is kept so long. */
  readonly idleMs: number;
  readonly maxConcurrentBoots: number;
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
