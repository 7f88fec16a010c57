const LOOK_EVERY_MS = 500;
/** Less than this no one sets a clock: it is the time between two readings, ms. */
const TOLERATED_MS = 1_000;

/**
 * Calls back, with ms, when the clock of this process has been set back. kafkajs 2.2.4 reckons by it
 * when the last heartbeat was, and sends none until it has caught up: by then the broker has long taken
 * the consumer for dead. Returns what ends the watch.
 */
export function watchClock(onSetBack: (byMs: number) => void): () => void {
  const reading = (): number => Date.now() - performance.now();
  let before = reading();
  const timer = setInterval(() => {
    const now = reading();
    const byMs = Math.round(before - now);
    before = now;
    if (byMs > TOLERATED_MS) onSetBack(byMs);
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
