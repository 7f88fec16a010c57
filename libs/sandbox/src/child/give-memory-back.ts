type CollectGarbage = (options: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

// Captured before any other code of the process runs.
const { gc } = globalThis as { gc?: CollectGarbage };

/**
 * Collects what booting and the first ticks have left in V8's heaps, some 15 MB that no later allocation would
 * ever make it collect. Takes about 40 ms of CPU.
 */
export function giveMemoryBack(): void {
  gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
