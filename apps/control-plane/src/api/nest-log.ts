import type { Logger } from '@aispinner/platform';
import type { LoggerService } from '@nestjs/common';

/** The framework's own words, among ours. What it says as it starts is of no interest. */
export function nestLog(log: Pick<Logger, 'trace' | 'warn' | 'error'>): LoggerService {
  const words = (message: unknown, rest: unknown[]): object => ({ message, rest, from: 'nest' });
  return {
    log: (message: unknown, ...rest: unknown[]) => log.trace(words(message, rest), 'framework'),
    debug: (message: unknown, ...rest: unknown[]) => log.trace(words(message, rest), 'framework'),
    warn: (message: unknown, ...rest: unknown[]) => log.warn(words(message, rest), 'framework'),
    error: (message: unknown, ...rest: unknown[]) => log.error(words(message, rest), 'framework'),
  };
}
