import type { CodeProblem, Isolation, LogLevel } from '@aispinner/contracts';
import type { KillReason, WorkerError } from '@aispinner/domain';

/** One version of a worker's code, as it is loaded into a sandbox. A new id means a fresh `setup`. */
export interface WorkerActivation {
  readonly id: string;
  readonly workspaceId: string;
  readonly workerId: string;
  readonly name: string;
  readonly version: number;
  readonly intervalSeconds: number;
  readonly code: string;
  /** `dedicated`: a sandbox process of its own, shared with no other worker. */
  readonly isolation: Isolation;
}

/** What `ctx.tick` tells. When it started, and so how late, is stamped as `tick` is called. */
export interface TickFacts {
  readonly number: number;
  readonly dueAt: Date;
}

export interface SandboxLimits {
  /** For each of load, `setup`, `tick` and `on_error`. */
  readonly tickTimeoutMs: number;
  readonly memoryMb: number;
  readonly maxSandboxesPerWorkspace: number;
  readonly logMessagesPerTick: number;
  readonly logBytesPerTick: number;
}

/** Refuses a guest's call; raised there as the Python exception `type`. */
export class CapabilityError extends Error {
  override readonly name = 'CapabilityError';
  readonly type: 'ValueError' | 'TypeError' | 'RuntimeError';

  constructor(type: CapabilityError['type'], message: string) {
    super(message);
    this.type = type;
  }
}

/** Does what the guest asks for. Identity is bound by whoever made it, never sent by the guest. */
export interface Capabilities {
  /** Returns a JSON value, or throws `CapabilityError`. `args` is the guest's: not to be trusted. */
  call(method: string, args: unknown, signal: AbortSignal): Promise<unknown>;
}

export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly at: Date;
}

export interface Execution {
  readonly activation: WorkerActivation;
  readonly tick: TickFacts;
  readonly limits: SandboxLimits;
  readonly capabilities: Capabilities;
  /** Ends it at once by a kill; `reason` is the outcome's. */
  readonly signal?: AbortSignal & { readonly reason: KillReason };
  /** In order, at most `LOG_BATCH_MESSAGES` lines each; all before `execute` resolves. */
  onLogs(batch: readonly LogLine[]): void;
  onStarted?(startedAt: Date): void;
}

export interface ExecutionResult {
  readonly outcome: 'ok' | 'error' | 'timeout' | 'killed';
  readonly reason: KillReason | null;
  readonly error: WorkerError | null;
  /** What was running when it ended. */
  readonly phase: 'load' | 'setup' | 'tick';
  /** Not empty when the code was refused at load. */
  readonly problems: readonly CodeProblem[];
  /** A sandbox was ready for it. */
  readonly acquiredAt: Date;
  /** `tick` began, or would have. */
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** From `startedAt` to the end of `tick`. */
  readonly durationMs: number;
  /** CPU time of the sandbox process during the execution; null where it could not be read. */
  readonly cpuMs: number | null;
  /** The same with `on_error` and the sandbox that it ran in: what the workspace has used. */
  readonly totalCpuMs: number | null;
  readonly coldStartMs: number;
  readonly capabilityMs: number;
  readonly capabilityCalls: number;
  readonly activationReused: boolean;
}
