import type { StatsWindow } from '@aispinner/contracts';

export type WindowName = StatsWindow;

export const STATS_WINDOW_NAMES = [
  '5m',
  '15m',
  '1h',
  '6h',
  '24h',
  '7d',
  '30d',
] as const satisfies readonly WindowName[];
