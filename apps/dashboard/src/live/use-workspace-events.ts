import type { WorkspaceEvent } from '@aispinner/contracts';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followEvents } from '../api/event-stream.ts';
import { keys } from '../api/queries.ts';
import { setLiveState } from './live-state.ts';
import { throttleByKey } from './throttle-by-key.ts';

/** A worker may tick every second, and a workspace hold many: rows follow each second, plots slower. */
const ROWS_MS = 1000;
const SUMS_MS = 3000;

const timers = {
  set: (work: () => void, ms: number) => window.setTimeout(work, ms),
  now: () => performance.now(),
};

/** Follows a workspace's live hints and asks anew for what they speak of, if it is on the screen. */
export function useWorkspaceEvents(workspaceId: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (workspaceId === null) return;
    const stop = new AbortController();
    const react = reactionsTo(client, workspaceId);
    void followEvents(
      `/workspaces/${workspaceId}/events`,
      {
        onEvent(event) {
          const hint = parseHint(event.data);
          if (hint !== null) react(hint);
        },
        onState(state) {
          setLiveState(state);
          // Whatever happened while nobody told us.
          if (state === 'open') void client.invalidateQueries({ queryKey: keys.live });
        },
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [client, workspaceId]);
}

function reactionsTo(client: QueryClient, workspaceId: string): (hint: WorkspaceEvent) => void {
  const refresh = (queryKey: readonly string[]): void => {
    void client.invalidateQueries({ queryKey });
  };
  const list = throttleByKey(() => refresh(keys.workers(workspaceId)), ROWS_MS, timers);
  const rows = throttleByKey(
    (workerId) => {
      refresh(keys.worker(workerId));
      refresh(keys.ticks(workerId));
    },
    ROWS_MS,
    timers,
  );
  const sums = throttleByKey(
    (workerId) => {
      refresh(keys.stats(workerId));
      refresh(keys.state(workerId));
    },
    SUMS_MS,
    timers,
  );
  return ({ kind, workerId }) => {
    // Log lines come by a stream of their own.
    if (kind === 'logs') return;
    list(workspaceId);
    rows(workerId);
    if (kind === 'ticks') sums(workerId);
    else refresh(keys.versions(workerId));
  };
}

function parseHint(data: string): WorkspaceEvent | null {
  try {
    return JSON.parse(data) as WorkspaceEvent;
  } catch {
    return null;
  }
}
