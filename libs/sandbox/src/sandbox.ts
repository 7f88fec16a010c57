import type {
  CheckResult,
  GuestError,
  LoadResult,
  LogLevel,
  RunResult,
} from '@aispinner/contracts';
import type { KillReason } from '@aispinner/domain';
import type { CpuReading } from './cpu-clock.ts';
import type { Capabilities, TickFacts, WorkerActivation } from './execution.ts';

/** How a request ended. Whatever is not `answered` has ended the sandbox too. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly result: T }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'died'; readonly reason: KillReason };

/** What a run may reach while it lasts. */
export interface RunHost {
  readonly capabilities: Capabilities;
  onLog(level: LogLevel, message: string): void;
  /** The guest asks that what it has logged be handed on. */
  onFlush(): void;
  /** A call has been answered after so many milliseconds. */
  onCall?(durationMs: number): void;
}

export type RunRequest =
  | { readonly fn: 'setup' }
  | { readonly fn: 'tick'; readonly tick: TickFacts; readonly startedAt: Date }
  /** With the tick that has failed. */
  | {
      readonly fn: 'on_error';
      readonly tick: TickFacts;
      readonly startedAt: Date;
      readonly error: GuestError;
    };

/** Why a sandbox has ended. */
export type SandboxEnd = KillReason | 'timeout';

/**
 * One interpreter behind its walls, for one workspace at most. One request at a time; each has a
 * deadline, and one that is missed ends the process. After `gone`, every request answers `died`.
 *
 * Not in here: whom it serves, when it is reused, what a result means for a tick.
 */
export interface Sandbox {
  /** Resolves when the process has ended, with the reason; never rejects. */
  readonly gone: Promise<SandboxEnd>;
  /** The end of what it said to its operator: may hold a tenant's text. */
  readonly lastWords: string;
  check(code: string, timeoutMs: number): Promise<Answer<CheckResult>>;
  load(activation: WorkerActivation, host: RunHost, timeoutMs: number): Promise<Answer<LoadResult>>;
  run(
    activationId: string,
    request: RunRequest,
    host: RunHost,
    timeoutMs: number,
  ): Promise<Answer<RunResult>>;
  unload(activationId: string, timeoutMs: number): Promise<Answer<object>>;
  /**
   * Lets it give memory back, while nothing is to be done. A request that comes in the meantime waits
   * for the end of that, some 40 ms.
   */
  rest(timeoutMs: number): Promise<Answer<object>>;
  /** Ends it now, by SIGKILL. A request in progress answers `died` with this reason. */
  kill(reason: KillReason): void;
  /** CPU time of the interpreter since its start; null where the system does not tell. */
  cpuTime(): CpuReading | null;
  /** Memory that only its process has, in MB; null where the system does not tell. */
  memoryMb(): number | null;
}
