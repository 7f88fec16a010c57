export { followLog } from './follow-log.ts';
export { freePorts } from './free-port.ts';
export { KAFKA_VERSION } from './kafka-program.ts';
export { type KafkaBroker } from './kafka-broker.ts';
export { startKafka, type KafkaOptions, type LocalKafka } from './kafka-server.ts';
export { type KafkaSecurity } from './kafka-settings.ts';
export { LocalServiceError } from './local-service-error.ts';
export { watchOwner } from './owner-watch.ts';
export { startRedis, type LocalRedis, type RedisOptions } from './redis-server.ts';
