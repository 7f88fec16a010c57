import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countBrokers } from './count-brokers.ts';
import { endLeftover, noteProcess } from './end-leftover.ts';
import { formatArguments, type BrokerPlace, type KafkaSecurity } from './kafka-settings.ts';
import { LocalServiceError } from './local-service-error.ts';
import { spawnOwned, type OwnedProcess, type ProcessExit } from './owned-process.ts';
import { runProgram } from './run-program.ts';
import { exists } from './service-cache.ts';
import type { Launch, ServiceProgram } from './service-program.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const STOP_GRACE_MS = 20_000;

/** One broker of a Kafka of this machine. */
export interface KafkaBroker {
  readonly id: number;
  /** `127.0.0.1:port`, for clients. */
  readonly address: string;
  pid(): number;
  /** Calls back once, when the process that runs now has ended. */
  onExit(listener: (exit: ProcessExit) => void): void;
  signal(name: NodeJS.Signals): Promise<void>;
  /** `kill -9`; returns when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and files, once it has ended. */
  restart(): Promise<void>;
  /** Hands over what it leads, and ends. */
  stop(): Promise<void>;
}

export interface BrokerSettings {
  readonly program: ServiceProgram;
  readonly place: BrokerPlace;
  /** Holds its configuration and, below, its data. */
  readonly folder: string;
  /** `server.properties`. */
  readonly properties: string;
  readonly clusterId: string;
  readonly security: KafkaSecurity;
  readonly heapMb: number;
  readonly tuning: 'quick-start' | 'throughput';
  readonly temporaryFolder: string | null;
  readonly onLog: ((line: string) => void) | undefined;
}

/** Makes the broker's data folder where there is none and starts it; `ready` waits until it serves. */
export async function startBroker(
  settings: BrokerSettings,
): Promise<KafkaBroker & { ready(brokers: number): Promise<void> }> {
  const { place, folder } = settings;
  const configFile = join(folder, 'server.properties');
  await writeFile(configFile, settings.properties, { mode: 0o600 });
  const command = (className: string, args: readonly string[]): Launch =>
    settings.program.launch([...javaFlags(settings), className, ...args], {
      name: `aispinner-kafka-${randomBytes(4).toString('hex')}`,
      folder,
    });
  if (!(await exists(join(place.dataDir, 'meta.properties')))) {
    const args = formatArguments(configFile, settings.clusterId, settings.security);
    const format = command('kafka.tools.StorageTool', args);
    await runProgram(format.program, format.args);
  }
  const launch = async (): Promise<OwnedProcess> => {
    await endLeftover(folder);
    const broker = spawnOwned(command('kafka.Kafka', [configFile]), settings);
    await noteProcess(folder, broker.pid);
    return broker;
  };
  let running = await launch();
  const ready = async (brokers: number): Promise<void> => {
    const knows = async (): Promise<boolean> =>
      ((await countBrokers(place.brokerPort)) ?? 0) >= brokers;
    const problem = await waitUntilReady(running, knows);
    if (problem === null) return;
    await running.kill();
    throw new LocalServiceError(`Kafka did not start in ${folder}: ${problem}`);
  };
  return {
    id: place.id,
    address: `127.0.0.1:${place.clientPort}`,
    pid: () => running.pid,
    onExit: (listener) => running.onExit(listener),
    signal: (name) => running.signal(name),
    kill: () => running.kill(),
    restart: async () => {
      running = await launch();
      await ready(1);
    },
    stop: () => running.stop(STOP_GRACE_MS),
    ready,
  };
}

function javaFlags(settings: BrokerSettings): readonly string[] {
  return [
    `-Xmx${settings.heapMb}m`,
    '-Xms64m',
    '-XX:+UseSerialGC',
    '-XX:+ExitOnOutOfMemoryError',
    '-Djava.awt.headless=true',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
    '-Dorg.slf4j.simpleLogger.showDateTime=true',
    '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
    // Half the processor time of a start is the second compiler's, which a short life never repays.
    ...(settings.tuning === 'quick-start' ? ['-XX:TieredStopAtLevel=1'] : []),
  ];
}
