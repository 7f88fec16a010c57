import { connect } from 'node:net';
import { startKafka, startRedis } from '@aispinner/platform/local-services';

/**
 * The Redis and the Kafka of a test run, as a process of its own: it outlives a killed Jest just long
 * enough to stop them and remove their files. Arguments are `redis=` and `kafka=`, with an address
 * behind where one is given. Prints one line of JSON, `{redis?, kafka?}` with the addresses, and ends
 * when its standard input does. Says on standard error which ones it uses.
 */
interface Service {
  readonly address: string;
  readonly source: string;
  stop(): Promise<void>;
}

const starting = process.argv.slice(2).map(async (word) => {
  const [name = '', ...address] = word.split('=');
  return { name, ...(await service(name, address.join('='))) };
});

async function service(name: string, given: string): Promise<Service> {
  if (given !== '') {
    await Promise.all(given.split(',').map(mustAnswer));
    return { address: given, source: `the one at ${withoutSecret(given)}`, stop: async () => {} };
  }
  switch (name) {
    case 'redis': {
      const redis = await startRedis({ appendOnly: 'everysec' });
      return { address: redis.url, source: redis.source, stop: () => redis.stop() };
    }
    case 'kafka': {
      const kafka = await startKafka();
      return { address: kafka.bootstrap, source: kafka.source, stop: () => kafka.stop() };
    }
    default:
      throw new Error(`No service is called ${name}.`);
  }
}

/** `redis://user:secret@host:port` or `host:port`. Rejects in a sentence. */
async function mustAnswer(address: string): Promise<void> {
  const url = new URL(address.includes('://') ? address : `kafka://${address}`);
  const socket = connect({ host: url.hostname, port: Number(url.port || 6379) });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (error) =>
      reject(new Error(`Nothing answers at ${withoutSecret(address)}: ${error.message}`)),
    );
  }).finally(() => socket.destroy());
}

function withoutSecret(address: string): string {
  return address.replace(/\/\/[^@/]*@/g, '//');
}

let ending = false;
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  await Promise.allSettled(starting.map(async (service) => (await service).stop()));
  process.exit(code);
}
// A Ctrl-C in the terminal reaches the whole group: what ends this is the end of its input.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void end(0));
process.stdin.on('end', () => void end(0)).resume();
// Nobody may be left to read it.
process.stdout.on('error', () => undefined);

try {
  const services = await Promise.all(starting);
  for (const { name, source } of services) process.stderr.write(`${name}: ${source}\n`);
  const addresses = Object.fromEntries(services.map(({ name, address }) => [name, address]));
  process.stdout.write(`${JSON.stringify(addresses)}\n`);
} catch (error) {
  // Not news when they were stopped under it.
  if (!ending) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await end(1);
}
