/**
 * Counts within fixed windows, for rate limits: so many logins a minute, so many requests a second.
 */
export interface Counters {
  /**
   * Adds `amount` to the counter of the current window of `windowMs` and returns its total.
   * A window that has passed counts as 0.
   */
  add(key: string, amount: number, windowMs: number): Promise<{ total: number; resetAtMs: number }>;
  close(): Promise<void>;
}
