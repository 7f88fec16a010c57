import { createKafkaMessaging } from '@aispinner/messaging';
import { loadConfig } from '@aispinner/platform';

/**
 * A consumer process to be killed: takes ticks from the Kafka of its environment, prints the id of each
 * on a line of its own, and ends none whose worker's id begins with `stuck`.
 */
const { kafka: config } = loadConfig();
const messaging = createKafkaMessaging({ config, brokers: config.brokers ?? [] });
await messaging.ticks.consume(
  { consumerId: `holder_${process.pid}`, maxInFlight: 100 },
  ({ tick }) => {
    process.stdout.write(`${tick.tickId}\n`);
    return tick.workerId.startsWith('stuck') ? new Promise(() => undefined) : Promise.resolve();
  },
);
// Whoever started it is gone: so is its use.
process.stdin.on('end', () => process.exit(0)).resume();
