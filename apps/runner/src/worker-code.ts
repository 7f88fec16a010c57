/** Where a runner reads what a worker is and whether it still runs. */
export interface WorkerSource {
  /** Null when the worker or version is gone. */
  code(workerId: string, version: number): Promise<string | null>;
  /** Null when the worker is gone. */
  standing(workerId: string): Promise<{ running: boolean; activation: number } | null>;
}

/** Bytes of code kept: a thousand workers of ordinary size. */
const CACHE_CHARS = 32 * 1024 * 1024;

/** Versions never change, so what was read once is read again from here; least recently used go first. */
export class WorkerCodeCache {
  private readonly source: Pick<WorkerSource, 'code'>;
  private readonly codes = new Map<string, string>();
  private chars = 0;

  constructor(source: Pick<WorkerSource, 'code'>) {
    this.source = source;
  }

  async code(workerId: string, version: number): Promise<string | null> {
    const key = `${workerId}@${version}`;
    const cached = this.codes.get(key);
    if (cached !== undefined) {
      this.codes.delete(key);
      this.codes.set(key, cached);
      return cached;
    }
    const code = await this.source.code(workerId, version);
    if (code === null || this.codes.has(key)) return code;
    this.codes.set(key, code);
    this.chars += code.length;
    for (const [oldest, text] of this.codes) {
      if (this.chars <= CACHE_CHARS) break;
      this.codes.delete(oldest);
      this.chars -= text.length;
    }
    return code;
  }
}
