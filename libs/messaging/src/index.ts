export { createMessaging } from './create-messaging.ts';
export { type DeadLetter, type DeadLetters } from './dead-letters.ts';
export { mayTake } from './fair-share.ts';
export { createKafkaMessaging, type KafkaMessagingOptions } from './kafka/kafka-messaging.ts';
export {
  createPostgresMessaging,
  type Messaging,
  type PostgresMessagingOptions,
} from './postgres-messaging.ts';
export {
  type LogStream,
  type OutcomeStream,
  type RecordStream,
  type StreamConsumer,
} from './record-stream.ts';
export { NoRunnerError, type RunnerRequests } from './runner-requests.ts';
export {
  type TickConsumer,
  type TickConsumerOptions,
  type TickDelivery,
  type TickQueue,
} from './tick-queue.ts';
