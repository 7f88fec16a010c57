import type { LiveEvent } from '@aispinner/contracts';

/**
 * Hints to whoever looks on that something is there to read. Best effort: a subscriber reads on its
 * own as well, so a lost hint costs a moment. Equal hints within a moment are merged.
 */
export interface LiveEvents {
  publish(events: readonly LiveEvent[]): Promise<void>;
  /** Calls back for every event until the returned function is called. */
  subscribe(listen: (event: LiveEvent) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
