import { InfraError, pauseFor } from '@aispinner/platform';
import {
  DISK_MAY_WAIT,
  LOOK_EVERY_MS,
  type PostgresClient,
  type ServiceLog,
  type Statement,
} from '@aispinner/platform/postgres';
import type { z } from 'zod';
import { CLAIM_MS, RENEW_EVERY_MS } from './bus-schema.ts';
import type { StreamConsumer } from './record-stream.ts';
import { setAside, understand } from './set-aside.ts';
import { WakeableLoop } from './wakeable-loop.ts';

/** A woken reader waits so long for more to come: records make fewer, larger batches, ms. */
const GATHER_MS = 10;
/** A record refused on its own comes again after this, doubling; the rest goes on meanwhile, ms. */
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

const CLAIM: Statement = {
  name: 'records claim',
  text: `
    with chosen as (
      select id from bus_records
      where stream = $1 and (claimed_until is null or claimed_until <= now())
      order by id limit $2 for update skip locked
    )
    update bus_records r
    set claimed_by = $3, claimed_until = now() + $4 * interval '1 millisecond'
    from chosen where r.id = chosen.id
    returning r.id, r.message, ${DISK_MAY_WAIT}`,
};

/** Until $3 ms from now: longer while they are being handled, shorter once they were refused. */
const HOLD: Statement = {
  name: 'records hold',
  text: `
    update bus_records set claimed_until = now() + $3 * interval '1 millisecond'
    where id = any ($1::bigint[]) and claimed_by = $2
    returning ${DISK_MAY_WAIT}`,
};

/** Whoever claimed them meanwhile: handled is handled. */
const ACKNOWLEDGE: Statement = {
  name: 'records acknowledge',
  text: `delete from bus_records where id = any ($1::bigint[]) returning ${DISK_MAY_WAIT}`,
};

interface ClaimedRecord {
  readonly id: string;
  readonly message: unknown;
}

interface Reading<T> {
  readonly db: PostgresClient;
  readonly log: ServiceLog;
  readonly stream: string;
  readonly schema: z.ZodType<T>;
  readonly options: { consumerId: string; maxBatch: number };
  readonly handle: (batch: readonly T[]) => Promise<void>;
}

interface Entry<T> {
  readonly id: string;
  readonly message: T;
}

/**
 * Claims, handles and acknowledges one batch after the other. What becomes of a batch:
 *
 *   handled --resolved--> acknowledged (deleted)
 *           --InfraError, retriable--> pause, handled again: nothing overtakes it
 *           --any other rejection--> its halves, one after the other, are handled
 *           --the same, of a single record--> delayed: the others overtake it
 *
 * So a record that its reader cannot take ends up alone and holds up none of its neighbours, while an
 * outage keeps everything waiting in its order.
 */
export class PostgresRecordConsumer<T> implements StreamConsumer {
  private readonly reading: Reading<T>;
  private readonly loop: WakeableLoop;
  private readonly closing = new AbortController();
  /** How often each record that was delayed has been refused. */
  private readonly refusals = new Map<string, number>();

  constructor(reading: Reading<T>) {
    this.reading = reading;
    const { log, stream } = reading;
    this.loop = new WakeableLoop(() => this.readOne(), {
      everyMs: LOOK_EVERY_MS,
      gatherMs: GATHER_MS,
      onFailure: (err, before) => before === 0 && log.warn({ err, stream }, 'reading failed'),
    });
  }

  wake(): void {
    this.loop.wake();
  }

  close(): Promise<void> {
    this.closing.abort();
    return this.loop.stop();
  }

  private async readOne(): Promise<'more' | 'rest'> {
    const { db, stream, options } = this.reading;
    const claimed = await db.query<ClaimedRecord>(CLAIM, [
      stream,
      options.maxBatch,
      options.consumerId,
      CLAIM_MS,
    ]);
    // The order of rows that an update returns is nobody's promise.
    claimed.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const batch = await this.understood(claimed);
    if (batch.length > 0) await this.settleRenewing(batch);
    return claimed.length === options.maxBatch ? 'more' : 'rest';
  }

  private async understood(claimed: readonly ClaimedRecord[]): Promise<readonly Entry<T>[]> {
    const { db, log, stream, schema } = this.reading;
    const batch: Entry<T>[] = [];
    for (const { id, message } of claimed) {
      const result = understand(schema, message);
      if ('message' in result) batch.push({ id, message: result.message });
      else await setAside(db, log, { queue: 'records', name: stream, id }, result.reason);
    }
    return batch;
  }

  private async settleRenewing(batch: readonly Entry<T>[]): Promise<void> {
    const settled = new AbortController();
    const renewing = this.renewUntil(
      settled.signal,
      batch.map((entry) => entry.id),
    );
    try {
      await this.settle(batch);
    } finally {
      settled.abort();
      await renewing;
    }
  }

  private async settle(batch: readonly Entry<T>[]): Promise<void> {
    const { db, log, stream, handle } = this.reading;
    const ids = batch.map((entry) => entry.id);
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      if (this.closing.signal.aborted) return this.hold(ids, 0);
      try {
        await handle(batch.map((entry) => entry.message));
        break;
      } catch (err) {
        log.warn({ err, stream, records: ids.length }, 'batch not handled');
        if (!(err instanceof InfraError && err.retriable)) return this.settleRefused(batch);
        await pauseFor(pauseMs, this.closing.signal);
      }
    }
    await db.insist(ACKNOWLEDGE, [ids]);
    for (const id of ids) this.refusals.delete(id);
  }

  private async settleRefused(batch: readonly Entry<T>[]): Promise<void> {
    const [only] = batch;
    if (batch.length > 1 || only === undefined) {
      const half = Math.ceil(batch.length / 2);
      await this.settle(batch.slice(0, half));
      await this.settle(batch.slice(half));
      return;
    }
    const before = this.refusals.get(only.id) ?? 0;
    this.refusals.set(only.id, before + 1);
    await this.hold([only.id], Math.min(FIRST_DELAY_MS * 2 ** before, LONGEST_DELAY_MS));
  }

  /** A claim that could not be held runs out; its records may then be handled twice. */
  private async hold(ids: readonly string[], forMs: number): Promise<void> {
    const { db, options } = this.reading;
    await db.query(HOLD, [ids, options.consumerId, forMs]).catch(() => undefined);
  }

  private async renewUntil(end: AbortSignal, ids: readonly string[]): Promise<void> {
    for (;;) {
      await pauseFor(RENEW_EVERY_MS, end);
      if (end.aborted) return;
      await this.hold(ids, CLAIM_MS);
    }
  }
}
