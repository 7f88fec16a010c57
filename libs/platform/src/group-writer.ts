interface Handed<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One write at a time: what is handed in meanwhile goes together with the next one. Under load this
 * makes few large writes of many small ones and costs nothing when there is none. Where `gather` is
 * given, each write waits for it first and is larger still.
 */
export class GroupWriter<T> {
  private waiting: Handed<T>[] = [];
  private writing: Promise<void> | null = null;
  private readonly writeAll: (items: readonly T[]) => Promise<void>;
  private readonly maxItems: number;
  private readonly gather: () => Promise<void>;

  /** Groups end at `maxItems`, but what was handed in together stays so. `gather` must not reject. */
  constructor(
    writeAll: (items: readonly T[]) => Promise<void>,
    options: { maxItems: number; gather?: () => Promise<void> },
  ) {
    this.writeAll = writeAll;
    this.maxItems = options.maxItems;
    // What is handed in by the same turn of the event loop goes together from the first.
    this.gather = options.gather ?? (() => Promise.resolve());
  }

  /** Settles as the write that these items went with. */
  write(items: readonly T[]): Promise<void> {
    if (items.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiting.push({ items, resolve, reject });
      this.writing ??= this.writeWaiting();
    });
  }

  /** Resolves when nothing is left to write. */
  async idle(): Promise<void> {
    await this.writing;
  }

  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      await this.gather();
      const group = this.takeGroup();
      try {
        await this.writeAll(group.flatMap((handed) => handed.items));
        for (const handed of group) handed.resolve();
      } catch (error) {
        for (const handed of group) handed.reject(error);
      }
    }
    this.writing = null;
  }

  private takeGroup(): Handed<T>[] {
    let items = 0;
    const end = this.waiting.findIndex((handed) => (items += handed.items.length) >= this.maxItems);
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end + 1);
  }
}
