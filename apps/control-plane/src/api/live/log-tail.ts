import type { LogFilter, LogHistory, StoredLogLine } from '@aispinner/persistence';

const BATCH = 200;
/**
 * Lines get their ids before they are committed, so a line may come to light after one with a higher
 * id. What was read within this time is read again, and what was sent already is left out.
 */
const SETTLE_MS = 3_000;

interface Place {
  readonly tenantId: string;
  readonly workerId: string;
}

/** The lines of one worker as they come in, each once. */
export class LogTail {
  private readonly history: Pick<LogHistory, 'after'>;
  private readonly place: Place;
  private readonly filter: LogFilter;
  private readonly now: () => number;
  /** Lines up to here have been sent and settled. */
  private settled: bigint;
  private readonly sent = new Map<bigint, number>();

  constructor(
    history: Pick<LogHistory, 'after'>,
    place: Place,
    filter: LogFilter,
    options: { after: string; now: () => number },
  ) {
    this.history = history;
    this.place = place;
    this.filter = filter;
    this.settled = BigInt(options.after);
    this.now = options.now;
  }

  /** The next lines, oldest first; empty when there are none for now. */
  async next(): Promise<StoredLogLine[]> {
    this.settle();
    const fresh: StoredLogLine[] = [];
    let after = this.settled;
    for (;;) {
      const lines = await this.history.after(this.place.tenantId, this.place.workerId, {
        ...this.filter,
        after: String(after),
        limit: BATCH,
      });
      for (const line of lines) {
        if (!this.sent.has(BigInt(line.id))) fresh.push(line);
      }
      const last = lines.at(-1);
      if (last === undefined || lines.length < BATCH || fresh.length > 0) break;
      after = BigInt(last.id);
    }
    for (const line of fresh) this.sent.set(BigInt(line.id), this.now());
    return fresh;
  }

  private settle(): void {
    const before = this.now() - SETTLE_MS;
    for (const [id, at] of this.sent) {
      if (at > before) continue;
      this.sent.delete(id);
      if (id > this.settled) this.settled = id;
    }
  }
}
