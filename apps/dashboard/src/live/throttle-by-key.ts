export interface Timers {
  set(work: () => void, ms: number): unknown;
  now(): number;
}

/**
 * Runs `work(key)` at once, and while calls for that key keep coming, once every `periodMs`. The last
 * call is never lost: it runs at the end of its period.
 */
export function throttleByKey(
  work: (key: string) => void,
  periodMs: number,
  timers: Timers,
): (key: string) => void {
  const lastRun = new Map<string, number>();
  const waiting = new Set<string>();
  const run = (key: string): void => {
    waiting.delete(key);
    lastRun.set(key, timers.now());
    work(key);
  };
  return (key) => {
    if (waiting.has(key)) return;
    const sinceMs = timers.now() - (lastRun.get(key) ?? -Infinity);
    if (sinceMs >= periodMs) {
      run(key);
      return;
    }
    waiting.add(key);
    timers.set(() => run(key), periodMs - sinceMs);
  };
}
