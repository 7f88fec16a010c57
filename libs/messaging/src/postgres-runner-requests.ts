import { runnerReply, type RunnerReply, type RunnerRequest } from '@aispinner/contracts';
import { InfraError, isTransientPostgresError, pauseFor } from '@aispinner/platform';
import { LOOK_EVERY_MS, type Statement } from '@aispinner/platform/postgres';
import { CHANNELS } from './bus-schema.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { PostgresRequestServer, type ServeOptions } from './postgres-request-server.ts';
import { NoRunnerError, type RunnerRequests } from './runner-requests.ts';
import { understand } from './set-aside.ts';

const ASK: Statement = {
  name: 'request ask',
  text: `
    insert into bus_requests (request_id, request, expires_at)
    values ($1, $2, now() + $3 * interval '1 millisecond')
    on conflict (request_id) do nothing`,
};

const FETCH: Statement = {
  name: 'request fetch',
  text: `delete from bus_requests where request_id = $1 and reply is not null returning reply`,
};

const FORGET: Statement = {
  name: 'request forget',
  text: `delete from bus_requests where request_id = $1`,
};

interface Closable {
  close(): Promise<void>;
}

/** A request is a row of `bus_requests` until its asker has the reply or has given up. */
export class PostgresRunnerRequests implements RunnerRequests {
  private readonly parts: PostgresParts;
  /** Wakes the askers, by request id. */
  private readonly waiting = new Map<string, () => void>();
  private readonly servers = new Set<Closable>();
  private readonly closing = new AbortController();
  private deafen: (() => void) | null = null;

  constructor(parts: PostgresParts) {
    this.parts = parts;
  }

  async ask(request: RunnerRequest, timeoutMs: number): Promise<RunnerReply> {
    const { db, notifier } = this.parts;
    const { requestId } = request;
    const giveUpAt = performance.now() + timeoutMs;
    this.listenForReplies();
    try {
      await db.insist(ASK, [requestId, JSON.stringify(request), timeoutMs], timeoutMs);
      notifier.notify(CHANNELS.requests);
      const reply = await this.awaitReply(requestId, giveUpAt);
      return this.understandReply(requestId, reply);
    } catch (cause) {
      // Nobody will read the answer: no runner need begin.
      void db.query(FORGET, [requestId]).catch(() => undefined);
      if (cause instanceof InfraError && cause.retriable) throw noRunner(cause);
      throw cause;
    }
  }

  serve(
    options: ServeOptions,
    answer: (request: RunnerRequest) => Promise<RunnerReply>,
  ): Promise<Closable> {
    const inner = new PostgresRequestServer(this.parts, options, answer);
    const wake = (): void => inner.wake();
    const deafen = this.parts.listener.listen(CHANNELS.requests, {
      onNotice: wake,
      onResume: wake,
    });
    const server: Closable = {
      close: () => {
        deafen();
        this.servers.delete(server);
        return inner.close();
      },
    };
    this.servers.add(server);
    return Promise.resolve(server);
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.deafen?.();
    for (const wake of this.waiting.values()) wake();
    await Promise.all([...this.servers].map((server) => server.close()));
  }

  private listenForReplies(): void {
    const wakeAll = (): void => this.waiting.forEach((wake) => wake());
    this.deafen ??= this.parts.listener.listen(CHANNELS.replies, {
      onNotice: (requestId) => this.waiting.get(requestId)?.(),
      onResume: wakeAll,
    });
  }

  private async awaitReply(requestId: string, giveUpAt: number): Promise<unknown> {
    try {
      for (;;) {
        const woken = new AbortController();
        this.waiting.set(requestId, () => woken.abort());
        const reply = await this.fetch(requestId);
        if (reply !== null) return reply.reply;
        const leftMs = giveUpAt - performance.now();
        if (leftMs <= 0 || this.closing.signal.aborted) throw noRunner();
        await pauseFor(Math.min(leftMs, LOOK_EVERY_MS), woken.signal);
      }
    } finally {
      this.waiting.delete(requestId);
    }
  }

  private async fetch(requestId: string): Promise<{ reply: unknown } | null> {
    try {
      const [row] = await this.parts.db.query<{ reply: unknown }>(FETCH, [requestId]);
      return row ?? null;
    } catch (err) {
      if (!isTransientPostgresError(err)) throw err;
      return null;
    }
  }

  private understandReply(requestId: string, reply: unknown): RunnerReply {
    const understood = understand(runnerReply, reply);
    if ('message' in understood) return understood.message;
    this.parts.log.error({ requestId, reason: understood.reason }, 'reply not understood');
    throw new InfraError('reply not understood', { retriable: false });
  }
}

function noRunner(cause?: unknown): NoRunnerError {
  return new NoRunnerError('no runner answered in time', { cause });
}
