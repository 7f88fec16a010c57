import type { WorkspaceEvent } from '@aispinner/contracts';
import type { LogFilter, LogHistory, StoredLogLine, WorkerPlace } from '@aispinner/persistence';
import { pauseFor, type Clock, type Logger } from '@aispinner/platform';
import type { Response } from 'express';
import type { Authenticator } from '../auth/authenticator.ts';
import { allows, type Caller } from '../auth/caller.ts';
import type { ApiRequest } from '../http/api-request.ts';
import { EventStream } from '../http/event-stream.ts';
import { tooManyRequests } from '../http/refusal.ts';
import { logViewOf } from '../observe/log-view.ts';
import type { LiveHub } from './live-hub.ts';
import { LogTail } from './log-tail.ts';

const HEARTBEAT_MS = 15_000;
/** Of one tenant: each looks at the database now and then. */
const STREAMS_AT_ONCE = 100;
/** Hints may be lost: a stream looks for itself as well. */
const LOOK_EVERY_MS = 2_000;

/** The event streams that are open, so that they can be ended when the process stops. */
export class LiveStreams {
  private readonly hub: LiveHub;
  private readonly history: LogHistory;
  private readonly authenticator: Authenticator;
  private readonly clock: Clock;
  private readonly log: Pick<Logger, 'warn'>;
  private readonly open = new Map<EventStream, string>();

  constructor(
    hub: LiveHub,
    history: LogHistory,
    authenticator: Authenticator,
    clock: Clock,
    log: Pick<Logger, 'warn'>,
  ) {
    this.hub = hub;
    this.history = history;
    this.authenticator = authenticator;
    this.clock = clock;
    this.log = log;
  }

  /** Hints about the workers of a workspace, until the reader leaves or may no longer read. */
  async workspaceEvents(
    request: ApiRequest,
    response: Response,
    caller: Caller,
    workspaceId: string,
  ): Promise<void> {
    const stream = this.begin(caller, response);
    const pending = new Map<string, WorkspaceEvent>();
    let wake = new AbortController();
    stream.ended.addEventListener('abort', () => wake.abort());
    const off = this.hub.onWorkspace(workspaceId, ({ kind, tenantId, workerId }) => {
      if (kind === 'schedule' || tenantId !== caller.tenantId) return;
      // A reader that does not keep up gets each hint once, not one for each time it was given.
      pending.set(`${kind} ${workerId}`, { kind, workerId });
      wake.abort();
    });
    await this.run(request, caller, stream, off, async () => {
      for (const [key, event] of pending) {
        pending.delete(key);
        await stream.send({ name: event.kind, json: JSON.stringify(event) });
      }
      if (pending.size > 0 || stream.ended.aborted) return;
      wake = new AbortController();
      await pauseFor(LOOK_EVERY_MS, wake.signal);
    });
  }

  /** A worker's log lines as they are stored, until the reader leaves or may no longer read. */
  async logs(
    request: ApiRequest,
    response: Response,
    caller: Caller,
    worker: WorkerPlace,
    filter: LogFilter & { first: readonly StoredLogLine[]; after: string },
  ): Promise<void> {
    const stream = this.begin(caller, response);
    const { tenantId } = caller;
    const place = { tenantId, workerId: worker.id };
    const { after, first } = filter;
    const tail = new LogTail(this.history, place, filter, { after, now: () => this.clock.now() });
    let wake = new AbortController();
    stream.ended.addEventListener('abort', () => wake.abort());
    const off = this.hub.onWorkspace(worker.workspaceId, (event) => {
      if (event.kind === 'logs' && event.workerId === worker.id) wake.abort();
    });
    const send = (line: StoredLogLine): Promise<void> =>
      stream.send({ name: 'log', id: line.id, json: JSON.stringify(logViewOf(line)) });
    let unsent = first;
    await this.run(request, caller, stream, off, async () => {
      // Made before reading: a hint that comes while it reads counts for the next round.
      wake = new AbortController();
      const lines = unsent.length > 0 ? unsent : await tail.next();
      unsent = [];
      for (const line of lines) await send(line);
      if (lines.length > 0 || stream.ended.aborted) return;
      await pauseFor(LOOK_EVERY_MS, wake.signal);
    });
  }

  /** Ends every stream; their readers come back to another process. */
  close(): void {
    for (const stream of this.open.keys()) stream.end();
  }

  /** Throws a 429 `Refusal` where the tenant has too many. */
  private begin({ tenantId }: Caller, response: Response): EventStream {
    const count = [...this.open.values()].filter((id) => id === tenantId).length;
    if (count >= STREAMS_AT_ONCE) {
      throw tooManyRequests(5, `At most ${STREAMS_AT_ONCE} streams of a tenant at once.`);
    }
    const stream = new EventStream(response);
    this.open.set(stream, tenantId);
    response.once('close', () => this.open.delete(stream));
    return stream;
  }

  private async run(
    request: ApiRequest,
    caller: Caller,
    stream: EventStream,
    off: () => void,
    round: () => Promise<void>,
  ): Promise<void> {
    let lookedAt = this.clock.now();
    try {
      while (!stream.ended.aborted) {
        await round();
        if (this.clock.now() - lookedAt < HEARTBEAT_MS) continue;
        lookedAt = this.clock.now();
        if (!(await this.mayStillRead(request, caller))) break;
        await stream.heartbeat();
      }
    } catch (err) {
      this.log.warn({ err, requestId: request.id }, 'event stream broke off');
    } finally {
      off();
      stream.end();
    }
  }

  /** What was taken away from a reader since ends the stream; so does the end of its access token. */
  private async mayStillRead(request: ApiRequest, caller: Caller): Promise<boolean> {
    try {
      const authorization = request.get('authorization') ?? null;
      const now = await this.authenticator.authenticate(authorization, caller.tenantId);
      return allows(now, 'read');
    } catch {
      return false;
    }
  }
}
