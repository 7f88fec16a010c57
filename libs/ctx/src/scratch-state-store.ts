import { STATE_VALUE_BYTES } from '@aispinner/domain';
import { CapabilityError } from '@aispinner/sandbox';
import type { SetResult, StateEntry, StateScope, StateStore } from '@aispinner/state';

/** All of it lives in the runner's memory while a test run lasts. */
const SCRATCH_BYTES = 32 * STATE_VALUE_BYTES;

/** The state of a test run: a copy that nothing outside sees, gone with the run. */
export class ScratchStateStore implements StateStore {
  private readonly entries = new Map<string, StateEntry>();
  private bytes = 0;

  constructor(entries: Iterable<readonly [key: string, valueJson: string]>) {
    for (const [key, valueJson] of entries) this.put(key, valueJson);
  }

  /** What stands in it, by key. */
  snapshot(): [key: string, valueJson: string][] {
    return this.ordered().map((entry) => [entry.key, entry.valueJson]);
  }

  get(_scope: StateScope, key: string): Promise<StateEntry | null> {
    return Promise.resolve(this.entries.get(key) ?? null);
  }

  set(
    _scope: StateScope,
    key: string,
    valueJson: string,
    limits: { maxKeys: number },
  ): Promise<SetResult> {
    if (!this.entries.has(key) && this.entries.size >= limits.maxKeys) {
      return Promise.resolve({ kind: 'tooManyKeys', limit: limits.maxKeys });
    }
    const old = this.entries.get(key)?.valueJson.length ?? 0;
    if (this.bytes - old + valueJson.length > SCRATCH_BYTES) {
      return Promise.reject(
        new CapabilityError(
          'ValueError',
          `the state of a test run holds at most ${SCRATCH_BYTES.toLocaleString('en')} bytes`,
        ),
      );
    }
    this.put(key, valueJson);
    return Promise.resolve({ kind: 'stored' });
  }

  delete(_scope: StateScope, key: string): Promise<boolean> {
    this.bytes -= this.entries.get(key)?.valueJson.length ?? 0;
    return Promise.resolve(this.entries.delete(key));
  }

  list(_scope: StateScope, page: { after: string | null; limit: number }): Promise<StateEntry[]> {
    const { after, limit } = page;
    const rest = this.ordered().filter((entry) => after === null || entry.key > after);
    return Promise.resolve(rest.slice(0, limit));
  }

  clear(): Promise<void> {
    this.entries.clear();
    this.bytes = 0;
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private put(key: string, valueJson: string): void {
    this.bytes += valueJson.length - (this.entries.get(key)?.valueJson.length ?? 0);
    this.entries.set(key, { key, valueJson, updatedAt: new Date() });
  }

  private ordered(): StateEntry[] {
    return [...this.entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}
