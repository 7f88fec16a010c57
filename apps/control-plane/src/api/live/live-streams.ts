import type { WorkspaceEvent } from '@aispinner/contracts';
import type { LogFilter, LogHistory, StoredLogLine, Worker } from '@aispinner/persistence';
import { pauseFor, type Clock, type Logger } from '@aispinner/platform';
import type { Response } from 'express';
import type { Authenticator } from '../auth/authenticator.ts';
import { allows, type Caller } from '../auth/caller.ts';
import type { ApiRequest } from '../http/api-request.ts';
import { EventStream } from '../http/event-stream.ts';
import { logViewOf } from '../observe/log-view.ts';
import type { LiveHub } from './live-hub.ts';
import { LogTail } from './log-tail.ts';

const HEARTBEAT_MS = 15_000;
/** Hints may be lost: a stream looks for itself as well. */
const LOOK_EVERY_MS = 2_000;

/** The event streams that are open, so that they can be ended when the process stops. */
export class LiveStreams {
  private readonly hub: LiveHub;
  private readonly history: LogHistory;
  private readonly authenticator: Authenticator;
  private readonly clock: Clock;
  private readonly log: Pick<Logger, 'warn'>;
  private readonly open = new Set<EventStream>();

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
    const stream = new EventStream(response);
    const pending = new Map<string, WorkspaceEvent>();
    let wake = new AbortController();
    const off = this.hub.onWorkspace(workspaceId, ({ kind, tenantId, workerId }) => {
      if (kind === 'schedule' || tenantId !== caller.tenantId) return;
      // A reader that does not keep up gets each hint once, not one for each time it was given.
      pending.set(`${kind} ${workerId}`, { kind, workerId });
      wake.abort();
    });
    await this.run(request, caller, stream, async () => {
      for (const [key, event] of pending) {
        pending.delete(key);
        await stream.send({ name: event.kind, json: JSON.stringify(event) });
      }
      if (pending.size > 0) return;
      wake = new AbortController();
      await pauseFor(LOOK_EVERY_MS, AbortSignal.any([wake.signal, stream.ended]));
    });
    off();
  }

  /** A worker's log lines as they are stored, until the reader leaves or may no longer read. */
  async logs(
    request: ApiRequest,
    response: Response,
    caller: Caller,
    worker: Worker,
    filter: LogFilter & { first: readonly StoredLogLine[]; after: string },
  ): Promise<void> {
    const stream = new EventStream(response);
    const { tenantId } = caller;
    const place = { tenantId, workerId: worker.id };
    const { after, first } = filter;
    const tail = new LogTail(this.history, place, filter, { after, now: () => this.clock.now() });
    let wake = new AbortController();
    const off = this.hub.onWorkspace(worker.workspaceId, (event) => {
      if (event.kind === 'logs' && event.workerId === worker.id) wake.abort();
    });
    const send = (line: StoredLogLine): Promise<void> =>
      stream.send({ name: 'log', id: line.id, json: JSON.stringify(logViewOf(line)) });
    for (const line of first) await send(line);
    await this.run(request, caller, stream, async () => {
      // Made before reading: a hint that comes while it reads counts for the next round.
      wake = new AbortController();
      const lines = await tail.next();
      for (const line of lines) await send(line);
      if (lines.length > 0) return;
      await pauseFor(LOOK_EVERY_MS, AbortSignal.any([wake.signal, stream.ended]));
    });
    off();
  }

  /** Ends every stream; their readers come back to another process. */
  close(): void {
    for (const stream of this.open) stream.end();
  }

  private async run(
    request: ApiRequest,
    caller: Caller,
    stream: EventStream,
    round: () => Promise<void>,
  ): Promise<void> {
    this.open.add(stream);
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
      this.open.delete(stream);
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
