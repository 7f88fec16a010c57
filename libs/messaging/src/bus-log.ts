import type { Logger } from '@aispinner/platform';

export type BusLog = Pick<Logger, 'debug' | 'warn' | 'error'>;

export const NO_LOG: BusLog = {
  debug: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
