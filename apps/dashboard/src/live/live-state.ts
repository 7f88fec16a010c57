import { useSyncExternalStore } from 'react';
import type { StreamState } from '../api/event-stream.ts';

let state: StreamState = 'connecting';
const listeners = new Set<() => void>();

/** How the stream of live hints is doing. */
export function liveState(): StreamState {
  return state;
}

export function setLiveState(next: StreamState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLiveState(): StreamState {
  return useSyncExternalStore(subscribe, liveState);
}

/** How often to ask without being told to, ms: seldom while hints arrive, often while they do not. */
export function pollMs(): number {
  return state === 'open' ? 20_000 : 4000;
}
