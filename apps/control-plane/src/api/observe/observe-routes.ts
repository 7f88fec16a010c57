import {
  logStreamQuery,
  logsQuery,
  logView,
  pageOf,
  statsQuery,
  statsView,
  ticksQuery,
  tickView,
} from '@aispinner/contracts';
import { workerPath } from '../http/path-params.ts';
import { events, json, route } from '../http/route.ts';

const tag = 'Watching';

export const listLogs = route('listLogs', 'GET /workers/:workerId/logs', {
  tag,
  summary: 'What a worker logged, newest first',
  access: 'read',
  params: workerPath,
  query: logsQuery,
  response: json(pageOf(logView)),
});

export const streamLogs = route('streamLogs', 'GET /workers/:workerId/logs/stream', {
  tag,
  summary: 'What a worker logs, as it does; `Last-Event-ID` goes on after that line',
  access: 'read',
  params: workerPath,
  query: logStreamQuery,
  response: events(logView),
});

export const listTicks = route('listTicks', 'GET /workers/:workerId/ticks', {
  tag,
  summary: 'The ledger of a worker, newest first; skipped due times are rows too',
  access: 'read',
  params: workerPath,
  query: ticksQuery,
  response: json(pageOf(tickView)),
});

export const getStats = route('getStats', 'GET /workers/:workerId/stats', {
  tag,
  summary: 'Lateness, durations and outcomes over a window, as a whole and as a series',
  access: 'read',
  params: workerPath,
  query: statsQuery,
  response: json(statsView),
});
