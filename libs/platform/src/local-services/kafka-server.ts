import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-port.ts';
import { startBroker, type KafkaBroker } from './kafka-broker.ts';
import { kafkaProgram } from './kafka-program.ts';
import { brokerProperties, type BrokerPlace, type KafkaSecurity } from './kafka-settings.ts';
import { writeCertificate } from './self-signed-certificate.ts';

export interface KafkaOptions {
  /** Absolute, made on first use; default: a new one that goes with the brokers. */
  readonly folder?: string;
  /** How many brokers, each a controller too. Default 1. */
  readonly brokers?: 1 | 3;
  /** What clients have to bring. Default: nothing. */
  readonly security?: KafkaSecurity;
  /** 0 or absent: any free ones. Else the first broker's, and the next eight after it are taken too. */
  readonly port?: number;
  /** `quick-start` (default) spares the processor at the start, `throughput` compiles what runs long. */
  readonly tuning?: 'quick-start' | 'throughput';
  /** Of each broker. Default 384. */
  readonly heapMb?: number;
  /** More lines of `server.properties`. */
  readonly properties?: Readonly<Record<string, string>>;
  readonly onLog?: (line: string) => void;
}

export interface LocalKafka {
  readonly brokers: readonly KafkaBroker[];
  /** As in `KAFKA_BROKERS`: `127.0.0.1:port`, with commas between. */
  readonly bootstrap: string;
  /** What clients must trust; null without TLS. */
  readonly caFile: string | null;
  /** Where the program comes from, for people. */
  readonly source: string;
  /** Ends all, and removes their files unless a folder was given. */
  stop(): Promise<void>;
}

const OPEN: KafkaSecurity = { transport: 'plain', login: { kind: 'none' } };

/**
 * Starts Apache Kafka (KRaft) on this machine's loopback and returns once every broker serves. It ends
 * with the caller's process. Throws `LocalServiceError`.
 */
export async function startKafka(options: KafkaOptions = {}): Promise<LocalKafka> {
  const program = await kafkaProgram();
  const temporary = options.folder === undefined;
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'aispinner-kafka-')));
  await mkdir(folder, { recursive: true });
  const security = options.security ?? OPEN;
  const places = await brokerPlaces(options.brokers ?? 1, options.port ?? 0, folder);
  const tls = security.transport === 'tls' ? await writeKeystore(folder) : null;
  const cluster = {
    places,
    security,
    keystoreFile: tls?.keystoreFile ?? null,
    more: options.properties ?? {},
  };
  const clusterId = await clusterIdOf(folder);
  const started: Awaited<ReturnType<typeof startBroker>>[] = [];
  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    await Promise.all(started.map((broker) => broker[how]()));
    if (temporary) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const starting = await Promise.allSettled(
      places.map(async (place) => {
        const own = join(folder, `broker-${place.id}`);
        await mkdir(own, { recursive: true });
        const broker = await startBroker({
          program,
          place,
          folder: own,
          properties: brokerProperties(place, cluster),
          clusterId,
          security,
          heapMb: options.heapMb ?? 384,
          tuning: options.tuning ?? 'quick-start',
          temporaryFolder: temporary ? folder : null,
          onLog: options.onLog,
        });
        started.push(broker);
      }),
    );
    for (const outcome of starting) if (outcome.status === 'rejected') throw outcome.reason;
    await Promise.all(started.map((broker) => broker.ready(places.length)));
  } catch (error) {
    await end('kill');
    throw error;
  }
  started.sort((a, b) => a.id - b.id);
  return {
    brokers: started,
    bootstrap: started.map(({ address }) => address).join(','),
    caFile: tls?.certificateFile ?? null,
    source: program.source,
    // What goes away with its files need not hand anything over.
    stop: () => end(temporary ? 'kill' : 'stop'),
  };
}

async function brokerPlaces(
  count: number,
  port: number,
  folder: string,
): Promise<readonly BrokerPlace[]> {
  const ports =
    port === 0 ? await freePorts(3 * count) : Array.from({ length: 3 * count }, (_, i) => port + i);
  // The brokers' client ports first, as `port` promises.
  return Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    clientPort: ports[i] ?? 0,
    brokerPort: ports[count + i] ?? 0,
    controllerPort: ports[2 * count + i] ?? 0,
    dataDir: join(folder, `broker-${i + 1}`, 'data'),
  }));
}

async function writeKeystore(
  folder: string,
): Promise<{ readonly keystoreFile: string; readonly certificateFile: string }> {
  const { key, certificate, certificateFile } = await writeCertificate(folder);
  const keystoreFile = join(folder, 'keystore.pem');
  await writeFile(keystoreFile, key + certificate, { mode: 0o600 });
  return { keystoreFile, certificateFile };
}

/** All brokers of a folder are of one cluster, for as long as the folder is there. */
async function clusterIdOf(folder: string): Promise<string> {
  const file = join(folder, 'cluster-id');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return kept;
  // Kafka's tools would take one that begins with a dash for an option.
  const made = randomBytes(16).toString('base64url').replace(/^-/, '_');
  await writeFile(file, made);
  return made;
}
