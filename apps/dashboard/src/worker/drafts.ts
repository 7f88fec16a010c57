import { useCallback, useSyncExternalStore } from 'react';

/** Code that was written and not deployed yet, by worker; it lives as long as the browser's tab. */
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

const key = (workerId: string): string => `aispinner.draft.${workerId}`;

function read(workerId: string): string | null {
  return drafts.get(workerId) ?? sessionStorage.getItem(key(workerId));
}

export function saveDraft(workerId: string, code: string | null): void {
  if (code === null) {
    drafts.delete(workerId);
    sessionStorage.removeItem(key(workerId));
  } else {
    drafts.set(workerId, code);
    try {
      sessionStorage.setItem(key(workerId), code);
    } catch {
      // Full: the draft then lasts until the page is loaded anew.
    }
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDraft(workerId: string): string | null {
  const snapshot = useCallback(() => read(workerId), [workerId]);
  return useSyncExternalStore(subscribe, snapshot);
}
