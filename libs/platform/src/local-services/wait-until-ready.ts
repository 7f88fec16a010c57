import { setTimeout as sleep } from 'node:timers/promises';
import type { OwnedProcess } from './owned-process.ts';

/** A busy machine makes nothing wrong. */
const START_TIMEOUT_MS = 120_000;

/** Null once `isReady` is true; else why it does not get so: the process ended, or two minutes passed. */
export async function waitUntilReady(
  running: OwnedProcess,
  isReady: () => Promise<boolean>,
): Promise<string | null> {
  let ended = false;
  running.onExit(() => (ended = true));
  const end = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < end) {
    if (ended) return `it ended at once. ${running.lastLines().join(' ')}`;
    if (await isReady()) return null;
    await sleep(25);
  }
  return `no answer in ${START_TIMEOUT_MS / 1000} s. ${running.lastLines().join(' ')}`;
}
