import { pino, type Logger as PinoLogger } from 'pino';
import type { Config } from './config.ts';

/** Structured logs: an event with fields and a constant message. */
export type Logger = Pick<
  PinoLogger,
  'trace' | 'debug' | 'info' | 'warn' | 'error' | 'child' | 'level'
>;

/** JSON lines on stdout. Fields that may hold a secret are masked, whoever logs them. */
export function createLogger(process: string, config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    redact: {
      paths: ['password', 'token', 'authorization', 'secret', '*.password', '*.token', '*.secret'],
      censor: '[masked]',
    },
  });
}
