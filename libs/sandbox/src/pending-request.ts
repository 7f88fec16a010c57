import type { Answer, RunHost } from './sandbox.ts';

/** What `done` must carry for a request. */
export interface ResultSchema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** A request that the guest has not yet answered. */
export interface Pending {
  readonly id: number;
  /** Whose frames are accepted; null when the guest may say nothing but `done`. */
  readonly activation: string | null;
  readonly host: RunHost | null;
  readonly schema: ResultSchema<unknown>;
  readonly timer: NodeJS.Timeout;
  /** Ends what the host does for the guest; null until it is called. */
  calls: AbortController | null;
  callOpen: boolean;
  settle(answer: Answer<unknown>): void;
}
