export { announceReady, type ReadyMessage } from './announce-ready.ts';
export { systemClock, type Clock } from './clock.ts';
export { ConfigError, loadConfig, required, type Config, type KafkaConfig } from './config.ts';
export { InfraError } from './errors.ts';
export { GroupWriter } from './group-writer.ts';
export { newId } from './ids.ts';
export {
  startInternalServer,
  type InternalServer,
  type InternalServerOptions,
} from './internal-server.ts';
export { createLogger, type Logger } from './logger.ts';
export { Metrics, type Counter, type Gauge, type Histogram } from './metrics.ts';
export { isTransientPostgresError } from './postgres/postgres-fault.ts';
export { isNetworkFault } from './network-fault.ts';
export { pauseFor, retry, type RetryOptions } from './retry.ts';
export { drainOnSignals, ShutdownStack, stdinIsPipe } from './shutdown.ts';
