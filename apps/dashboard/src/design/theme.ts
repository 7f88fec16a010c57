import { useSyncExternalStore } from 'react';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'aispinner.theme';
const listeners = new Set<() => void>();
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): Theme {
  const value = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === value) ?? 'system';
}

/** Puts the chosen theme on the page; before the first paint, so that nothing flashes. */
export function applyTheme(): void {
  const theme = stored();
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  for (const listener of listeners) listener();
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  applyTheme();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  prefersDark.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    prefersDark.removeEventListener('change', listener);
  };
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, stored);
}

/** What is on the screen: changes with the choice and with the system. For what CSS cannot colour. */
export function useShade(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, () => {
    const theme = stored();
    if (theme !== 'system') return theme;
    return prefersDark.matches ? 'dark' : 'light';
  });
}
