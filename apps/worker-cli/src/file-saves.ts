import { realpathSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { PlainFailure, reasonOf } from './plain-failure.ts';

/** Editors write a file in several steps. */
const SETTLE_MS = 100;

/**
 * Tells of saves of one file. Its folder is watched, since many editors save by putting a new file in
 * the place of the old.
 */
export class FileSaves {
  private readonly watcher: FSWatcher;
  private timer: NodeJS.Timeout | null = null;
  private waiting = new AbortController();

  /** Throws `PlainFailure` where the system cannot watch. */
  constructor(file: string) {
    try {
      const path = realpathSync(file);
      this.watcher = watch(dirname(path), (_event, name) => {
        // Some systems do not say which file it was.
        if (name === null || name === basename(path)) this.settle();
      });
    } catch (error) {
      throw new PlainFailure(`${file} cannot be watched: ${reasonOf(error)}.`, { cause: error });
    }
    this.watcher.on('error', () => undefined);
  }

  /** Aborted at the first save from now on that is complete, as far as can be told. */
  next(): AbortSignal {
    this.waiting = new AbortController();
    return this.waiting.signal;
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.watcher.close();
  }

  private settle(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.waiting.abort('shutdown'), SETTLE_MS);
  }
}
