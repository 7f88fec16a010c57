import { createPostgresMessaging } from '@aispinner/messaging';

/**
 * A consumer process to be killed: takes ticks from the database at the URL of its argument, prints the
 * id of each on a line of its own, and never ends one.
 */
const databaseUrl = process.argv[2] ?? '';
const messaging = createPostgresMessaging({ databaseUrl });
await messaging.ticks.consume(
  { consumerId: `holder_${process.pid}`, maxInFlight: 100 },
  (delivery) => {
    process.stdout.write(`${delivery.tick.tickId}\n`);
    return new Promise(() => undefined);
  },
);
// Whoever started it is gone: so is its use.
process.stdin.on('end', () => process.exit(0)).resume();
