export { systemClock, type Clock } from './clock.ts';
export { ConfigError, loadConfig, required, type Config } from './config.ts';
export { InfraError } from './errors.ts';
export { newId } from './ids.ts';
export { createLogger, type Logger } from './logger.ts';
export { isTransientPostgresError } from './postgres-fault.ts';
export { pauseFor, retry, type RetryOptions } from './retry.ts';
export { drainOnSignals, ShutdownStack } from './shutdown.ts';
