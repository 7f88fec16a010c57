import { destination, pino, type Logger as PinoLogger, type LoggerOptions } from 'pino';
import type { Config } from './config.ts';

/** Structured logs: an event with fields and a constant message. */
export type Logger = Pick<
  PinoLogger,
  'trace' | 'debug' | 'info' | 'warn' | 'error' | 'child' | 'level'
>;

/**
 * JSON lines on stdout. Fields that may hold a secret are masked, whoever logs them. Written at once:
 * what was logged before a crash is there, and nothing is left to flush at exit, where a reader that
 * has gone away would keep the flush trying for ever.
 */
export function createLogger(process: string, config: Pick<Config, 'logLevel'>): Logger {
  const options: LoggerOptions = {
    level: config.logLevel,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    redact: {
      paths: ['password', 'token', 'authorization', 'secret', '*.password', '*.token', '*.secret'],
      censor: '[masked]',
    },
  };
  return pino(options, destination({ dest: 1, sync: true }));
}
