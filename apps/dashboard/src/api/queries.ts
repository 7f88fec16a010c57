import type { StatsWindow, TickView, WorkerView } from '@aispinner/contracts';
import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { pollMs } from '../live/live-state.ts';
import { mergeTape, TAPE_TICKS } from '../workers/tape.ts';
import { apiKeys, history, readMe, readUsage, workspaces } from './calls.ts';
import { state, versions, workers } from './worker-calls.ts';

/** Names of what is kept; a longer name lies within its beginning. All that hints speak of is live. */
export const keys = {
  live: ['live'],
  workers: (workspaceId: string) => ['live', 'workers', workspaceId],
  worker: (workerId: string) => ['live', 'worker', workerId],
  ticks: (workerId: string) => ['live', 'ticks', workerId],
  stats: (workerId: string) => ['live', 'stats', workerId],
  state: (workerId: string) => ['live', 'state', workerId],
  versions: (workerId: string) => ['live', 'versions', workerId],
  tape: (workerId: string) => ['tape', workerId],
} as const;

/** Windows of more than an hour are asked for this seldom. */
const LONG_WINDOW_MS = 30_000;

function isLong(window: StatsWindow): boolean {
  return !['5m', '15m', '1h'].includes(window);
}

export const queries = {
  me: () => queryOptions({ queryKey: ['me'], queryFn: readMe, staleTime: 60_000 }),
  usage: () => queryOptions({ queryKey: ['usage'], queryFn: readUsage }),
  apiKeys: () => queryOptions({ queryKey: ['api-keys'], queryFn: apiKeys.list }),
  workspaces: () =>
    queryOptions({ queryKey: ['workspaces'], queryFn: workspaces.list, staleTime: 30_000 }),

  workers: (workspaceId: string) =>
    queryOptions({
      queryKey: keys.workers(workspaceId),
      async queryFn({ client }) {
        const items = await workers.list(workspaceId);
        for (const worker of items) noteLastTick(client, worker);
        return items;
      },
      refetchInterval: pollMs,
    }),
  worker: (workerId: string) =>
    queryOptions({
      queryKey: keys.worker(workerId),
      queryFn: () => workers.read(workerId),
      refetchInterval: pollMs,
    }),
  /** The last ticks of a worker, newest first: read once, then fed by what the list brings. */
  tape: (workerId: string) =>
    queryOptions({
      queryKey: keys.tape(workerId),
      queryFn: async () => (await history.ticks(workerId, { limit: TAPE_TICKS })).items,
      staleTime: 15_000,
      refetchInterval: 30_000,
    }),

  ticks: (workerId: string, outcome: string | undefined) =>
    infiniteQueryOptions({
      queryKey: [...keys.ticks(workerId), outcome ?? 'all'],
      queryFn: ({ pageParam }) =>
        history.ticks(workerId, { outcome, limit: 50, cursor: pageParam ?? undefined }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
      refetchInterval: pollMs,
    }),
  /** The newest ticks, to be plotted one by one. */
  recentTicks: (workerId: string) =>
    queryOptions({
      queryKey: [...keys.ticks(workerId), 'recent'],
      queryFn: async () => (await history.ticks(workerId, { limit: 200 })).items,
      refetchInterval: pollMs,
    }),
  stats: (workerId: string, window: StatsWindow) =>
    queryOptions({
      // One tick does not change the picture of hours, and costs as much to draw anew: not live.
      ...(isLong(window)
        ? { queryKey: ['stats', workerId, window], refetchInterval: LONG_WINDOW_MS }
        : { queryKey: [...keys.stats(workerId), window], refetchInterval: pollMs }),
      queryFn: () => history.stats(workerId, window),
    }),
  state: (workerId: string) =>
    infiniteQueryOptions({
      queryKey: keys.state(workerId),
      queryFn: ({ pageParam }) => state.page(workerId, pageParam ?? undefined),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
      refetchInterval: pollMs,
    }),
  versions: (workerId: string) =>
    queryOptions({
      queryKey: keys.versions(workerId),
      queryFn: () => versions.list(workerId),
    }),
  /** A version never changes. */
  version: (workerId: string, version: number) =>
    queryOptions({
      queryKey: ['code', workerId, version],
      queryFn: () => versions.read(workerId, version),
      staleTime: Infinity,
    }),
};

function noteLastTick(client: QueryClient, worker: WorkerView): void {
  const { lastTick } = worker;
  if (lastTick === null) return;
  client.setQueryData<TickView[]>(keys.tape(worker.id), (tape) =>
    tape === undefined ? undefined : mergeTape(tape, lastTick),
  );
}
