import {
  STATS_WINDOWS,
  type LogView,
  type Page,
  type StatsView,
  type TickView,
} from '@aispinner/contracts';
import { LogHistory, TickHistory, TickStats } from '@aispinner/persistence';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Caller } from '../auth/caller.ts';
import { CLOCK, type ClockPort } from '../parts.ts';
import type { ApiRequest } from '../http/api-request.ts';
import { pageFrom, placeOf } from '../http/cursor.ts';
import { Asker, Handles, Input } from '../http/handles.ts';
import type { InputOf } from '../http/route.ts';
import { LiveStreams } from '../live/live-streams.ts';
import { FindWorker } from '../workers/find-worker.ts';
import { logViewOf } from './log-view.ts';
import { getStats, listLogs, listTicks, streamLogs } from './observe-routes.ts';
import { tickViewOf } from './tick-view.ts';

const NUMBER_PLACE = /^\d{1,18}$/;

@Controller()
export class ObserveController {
  constructor(
    @Inject(FindWorker) private readonly findWorker: FindWorker,
    @Inject(LogHistory) private readonly logHistory: LogHistory,
    @Inject(TickHistory) private readonly tickHistory: TickHistory,
    @Inject(TickStats) private readonly tickStats: TickStats,
    @Inject(LiveStreams) private readonly streams: LiveStreams,
    @Inject(CLOCK) private readonly clock: ClockPort,
  ) {}

  @Handles(listLogs)
  async logs(
    @Input() { params, query }: InputOf<typeof listLogs>,
    @Asker() caller: Caller,
  ): Promise<Page<LogView>> {
    const worker = await this.findWorker.placeOf(caller, params.workerId);
    const rows = await this.logHistory.list(caller.tenantId, worker.id, {
      levels: query.level ?? null,
      text: query.q ?? null,
      since: dateOf(query.since),
      before: placeOf(query.cursor, NUMBER_PLACE),
      limit: query.limit,
    });
    return pageFrom(rows, query.limit, (row) => row.id, logViewOf);
  }

  @Handles(streamLogs)
  async logStream(
    @Input() { params, query }: InputOf<typeof streamLogs>,
    @Asker() caller: Caller,
    @Req() request: ApiRequest,
    @Res() response: Response,
  ): Promise<void> {
    const worker = await this.findWorker.placeOf(caller, params.workerId);
    const filter = { levels: query.level ?? null, text: query.q ?? null };
    const resumed = request.get('last-event-id');
    if (resumed !== undefined && NUMBER_PLACE.test(resumed)) {
      const from = { ...filter, first: [], after: resumed };
      return this.streams.logs(request, response, caller, worker, from);
    }
    const after = await this.logHistory.newestId(caller.tenantId, worker.id);
    const first =
      query.tail === 0
        ? []
        : await this.logHistory.list(caller.tenantId, worker.id, {
            ...filter,
            since: null,
            before: String(BigInt(after) + 1n),
            limit: query.tail,
          });
    const shown = first.slice(0, query.tail).reverse();
    return this.streams.logs(request, response, caller, worker, { ...filter, first: shown, after });
  }

  @Handles(listTicks)
  async ticks(
    @Input() { params, query }: InputOf<typeof listTicks>,
    @Asker() caller: Caller,
  ): Promise<Page<TickView>> {
    const worker = await this.findWorker.placeOf(caller, params.workerId);
    const before = placeOf(query.cursor, NUMBER_PLACE);
    const rows = await this.tickHistory.list(caller.tenantId, worker.id, {
      outcome: query.outcome ?? null,
      since: dateOf(query.since),
      before: before === null ? null : new Date(Number(before)),
      limit: query.limit,
    });
    return pageFrom(rows, query.limit, (row) => String(row.dueAt.getTime()), tickViewOf);
  }

  @Handles(getStats)
  async stats(
    @Input() { params, query }: InputOf<typeof getStats>,
    @Asker() caller: Caller,
  ): Promise<StatsView> {
    const worker = await this.findWorker.placeOf(caller, params.workerId);
    const { seconds, sliceSeconds } = STATS_WINDOWS[query.window];
    // Slices lie on a fixed grid, so that a series does not shift under whoever looks at it again.
    const sliceMs = sliceSeconds * 1000;
    const toMs = Math.ceil(this.clock.now() / sliceMs) * sliceMs;
    const fromMs = toMs - seconds * 1000;
    const { total, slices } = await this.tickStats.read(caller.tenantId, worker.id, {
      from: new Date(fromMs),
      sliceSeconds,
      slices: seconds / sliceSeconds,
    });
    return {
      window: query.window,
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      sliceSeconds,
      total,
      series: slices.map((slice, i) => {
        return { at: new Date(fromMs + i * sliceMs).toISOString(), ...slice };
      }),
    };
  }
}

function dateOf(instant: string | undefined): Date | null {
  return instant === undefined ? null : new Date(instant);
}
