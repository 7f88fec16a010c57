import { useSyncExternalStore, type JSX } from 'react';
import { describeError } from '../api/problem.ts';
import { Icon } from './icons.tsx';

interface Toast {
  readonly id: number;
  readonly kind: 'ok' | 'bad';
  readonly text: string;
}

const SHOWN_MS = { ok: 3500, bad: 8000 } as const;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function replace(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says for a moment that something was done. */
export function toast(text: string, kind: Toast['kind'] = 'ok'): void {
  const id = nextId++;
  replace([...toasts.slice(-3), { id, kind, text }]);
  window.setTimeout(() => replace(toasts.filter((each) => each.id !== id)), SHOWN_MS[kind]);
}

export function toastError(error: unknown): void {
  toast(describeError(error), 'bad');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts(): JSX.Element {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((each) => (
        <div key={each.id} className={`toast toast--${each.kind}`}>
          <Icon name={each.kind === 'ok' ? 'check' : 'alert'} />
          <span>{each.text}</span>
        </div>
      ))}
    </div>
  );
}
