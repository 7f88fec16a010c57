import { runnerRequest, type RunnerReply, type RunnerRequest } from '@aispinner/contracts';
import { LOOK_EVERY_MS, type Statement } from '@aispinner/platform/postgres';
import { CHANNELS } from './bus-schema.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { understand } from './set-aside.ts';
import { WakeableLoop } from './wakeable-loop.ts';

/** Taken for good, whatever becomes of the taker: at most one runner ever begins a request. */
const TAKE: Statement = {
  name: 'requests take',
  text: `
    with chosen as (
      select request_id from bus_requests
      where taken_by is null and expires_at > now()
      order by created_at limit $1 for update skip locked
    )
    update bus_requests r set taken_by = $2
    from chosen where r.request_id = chosen.request_id
    returning r.request_id, r.request`,
};

const REPLY: Statement = {
  name: 'request reply',
  text: `update bus_requests set reply = $2 where request_id = $1 and reply is null`,
};

/** What askers that died left behind. */
const SWEEP: Statement = {
  name: 'requests sweep',
  text: `delete from bus_requests where expires_at < now() - interval '1 minute'`,
};

const SWEEP_EVERY_MS = 60_000;
/** Longer than any asker waits, there is no use in delivering a reply. */
const REPLY_FOR_MS = 15_000;

export interface ServeOptions {
  readonly consumerId: string;
  readonly maxInFlight: number;
}

/** Takes requests while it has places for them, and sends what `answer` made of each. */
export class PostgresRequestServer {
  private readonly parts: PostgresParts;
  private readonly options: ServeOptions;
  private readonly answer: (request: RunnerRequest) => Promise<RunnerReply>;
  private readonly answering = new Set<Promise<void>>();
  private readonly taking: WakeableLoop;
  private sweptAt = 0;

  constructor(
    parts: PostgresParts,
    options: ServeOptions,
    answer: (request: RunnerRequest) => Promise<RunnerReply>,
  ) {
    this.parts = parts;
    this.options = options;
    this.answer = answer;
    this.taking = new WakeableLoop(() => this.take(), {
      everyMs: LOOK_EVERY_MS,
      onFailure: (err, before) => before === 0 && parts.log.warn({ err }, 'taking requests failed'),
    });
  }

  wake(): void {
    this.taking.wake();
  }

  async close(): Promise<void> {
    await this.taking.stop();
    await Promise.all(this.answering);
  }

  private async take(): Promise<'rest'> {
    await this.sweep();
    const free = this.options.maxInFlight - this.answering.size;
    if (free <= 0) return 'rest';
    const rows = await this.parts.db.query<{ request_id: string; request: unknown }>(TAKE, [
      free,
      this.options.consumerId,
    ]);
    for (const row of rows) {
      const answered = this.serveOne(row.request_id, row.request).finally(() => {
        this.answering.delete(answered);
        this.taking.wake();
      });
      this.answering.add(answered);
    }
    return 'rest';
  }

  private async serveOne(requestId: string, request: unknown): Promise<void> {
    const { db, log, notifier } = this.parts;
    const reply = await this.replyTo(requestId, request);
    try {
      await db.insist(REPLY, [requestId, JSON.stringify(reply)], REPLY_FOR_MS);
      notifier.notify(CHANNELS.replies, requestId);
    } catch (err) {
      log.error({ err, requestId }, 'reply lost');
    }
  }

  private async replyTo(requestId: string, request: unknown): Promise<RunnerReply> {
    const { log } = this.parts;
    const understood = understand(runnerRequest, request);
    if ('reason' in understood) {
      log.error({ requestId, reason: understood.reason }, 'request not understood');
      return { kind: 'failed', requestId, message: 'The runner did not understand the request.' };
    }
    try {
      return await this.answer(understood.message);
    } catch (err) {
      log.error({ err, requestId }, 'request not answered');
      return { kind: 'failed', requestId, message: 'The runner could not do it.' };
    }
  }

  private async sweep(): Promise<void> {
    if (performance.now() - this.sweptAt < SWEEP_EVERY_MS) return;
    await this.parts.db.query(SWEEP, []);
    this.sweptAt = performance.now();
  }
}
