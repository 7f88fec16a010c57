import type { LogFilter, LogHistory, StoredLogLine } from '@aispinner/persistence';

const BATCH = 200;
/**
 * Lines get their ids before they are committed, so a line may come to light after one with a higher
 * id. What was read within this time is looked over again, and what was sent already is left out.
 */
const SETTLE_MS = 3_000;
const SWEEP_EVERY_MS = 1_000;
/** A flood is not looked over: it would be read many times, and a line that it hides is in the list. */
const SWEEP_LINES = 2_000;

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
  /** Lines up to here are looked at no more. */
  private settled: bigint;
  private newest: bigint;
  /** When each line was sent that is not settled, by id. */
  private readonly sent = new Map<bigint, number>();
  private sweptAt: number;

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
    this.newest = this.settled;
    this.now = options.now;
    this.sweptAt = this.now();
  }

  /** The next lines, lowest id first; empty when there are none for now. */
  async next(): Promise<StoredLogLine[]> {
    const late = await this.sweep();
    const fresh = await this.read(this.newest, BATCH);
    const lines = [...late, ...fresh];
    for (const { id } of lines) {
      this.sent.set(BigInt(id), this.now());
      if (BigInt(id) > this.newest) this.newest = BigInt(id);
    }
    return lines;
  }

  /** Lines that were passed over because they were not there yet. */
  private async sweep(): Promise<StoredLogLine[]> {
    const now = this.now();
    if (this.sent.size === 0 || now - this.sweptAt < SWEEP_EVERY_MS) return [];
    this.sweptAt = now;
    const late =
      this.sent.size > SWEEP_LINES
        ? []
        : (await this.read(this.settled, SWEEP_LINES)).filter(({ id }) => {
            return BigInt(id) < this.newest && !this.sent.has(BigInt(id));
          });
    for (const [id, at] of this.sent) {
      if (at > now - SETTLE_MS) continue;
      this.sent.delete(id);
      if (id > this.settled) this.settled = id;
    }
    return late;
  }

  private read(after: bigint, limit: number): Promise<StoredLogLine[]> {
    const { tenantId, workerId } = this.place;
    return this.history.after(tenantId, workerId, { ...this.filter, after: String(after), limit });
  }
}
