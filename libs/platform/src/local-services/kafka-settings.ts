/** What clients of the brokers have to bring. */
export interface KafkaSecurity {
  readonly transport: 'plain' | 'tls';
  readonly login:
    | { readonly kind: 'none' }
    | {
        readonly kind: 'sasl';
        /** One or several, on the same port. */
        readonly mechanisms: readonly ('plain' | 'scram-sha-256' | 'scram-sha-512')[];
        readonly username: string;
        readonly password: string;
      };
}

export interface BrokerPlace {
  readonly id: number;
  /** Where clients come in. */
  readonly clientPort: number;
  /** Where brokers talk to each other, plainly. */
  readonly brokerPort: number;
  readonly controllerPort: number;
  readonly dataDir: string;
}

/**
 * `server.properties` of one broker of a KRaft cluster in which each process is broker and controller.
 * `keystoreFile` is a PEM of key and certificate, for TLS.
 */
export function brokerProperties(
  place: BrokerPlace,
  cluster: {
    readonly places: readonly BrokerPlace[];
    readonly security: KafkaSecurity;
    readonly keystoreFile: string | null;
    readonly more: Readonly<Record<string, string>>;
  },
): string {
  const { places, security } = cluster;
  const replicas = String(places.length);
  const properties: Readonly<Record<string, string>> = {
    'process.roles': 'broker,controller',
    'node.id': String(place.id),
    'controller.quorum.voters': places
      .map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`)
      .join(','),
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'BROKER',
    listeners: listenersOf(place),
    'advertised.listeners': listenersOf(place).replace(/,CONTROLLER:.*/, ''),
    'listener.security.protocol.map': `CLIENT:${protocolOf(security)},BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT`,
    'log.dirs': place.dataDir,
    // Topics come from the product, with the partitions and retention that it wants.
    'auto.create.topics.enable': 'false',
    'default.replication.factor': replicas,
    'min.insync.replicas': String(Math.min(2, places.length)),
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': '8',
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': String(Math.min(2, places.length)),
    'transaction.state.log.num.partitions': '8',
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    // One machine for everything: few threads, and no 128 MB for the cleaner.
    'num.network.threads': '2',
    'num.io.threads': '4',
    'num.replica.fetchers': '1',
    'background.threads': '2',
    'log.cleaner.dedupe.buffer.size': '8388608',
    // A broker that died is seen to be gone.
    'broker.session.timeout.ms': '4000',
    'broker.heartbeat.interval.ms': '500',
    ...(cluster.keystoreFile === null
      ? {}
      : {
          'listener.name.client.ssl.keystore.type': 'PEM',
          'listener.name.client.ssl.keystore.location': cluster.keystoreFile,
        }),
    ...loginProperties(security),
    ...cluster.more,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function listenersOf(place: BrokerPlace): string {
  return [
    `CLIENT://127.0.0.1:${place.clientPort}`,
    `BROKER://127.0.0.1:${place.brokerPort}`,
    `CONTROLLER://127.0.0.1:${place.controllerPort}`,
  ].join(',');
}

function protocolOf({ transport, login }: KafkaSecurity): string {
  if (login.kind === 'none') return transport === 'tls' ? 'SSL' : 'PLAINTEXT';
  return transport === 'tls' ? 'SASL_SSL' : 'SASL_PLAINTEXT';
}

function loginProperties({ login }: KafkaSecurity): Readonly<Record<string, string>> {
  if (login.kind === 'none') return {};
  const { mechanisms, username, password } = login;
  const prefix = 'listener.name.client';
  const security = 'org.apache.kafka.common.security';
  const modules = mechanisms.map((mechanism): [string, string] => [
    `${prefix}.${mechanism}.sasl.jaas.config`,
    mechanism === 'plain'
      ? `${security}.plain.PlainLoginModule required user_${username}="${password}";`
      : `${security}.scram.ScramLoginModule required;`,
  ]);
  return {
    [`${prefix}.sasl.enabled.mechanisms`]: mechanisms.join(',').toUpperCase(),
    ...Object.fromEntries(modules),
  };
}

/** The words of `kafka.tools.StorageTool` that make a broker's data folder. */
export function formatArguments(
  configFile: string,
  clusterId: string,
  security: KafkaSecurity,
): readonly string[] {
  const { login } = security;
  const credentials =
    login.kind === 'none' ? '' : `name=${login.username},password=${login.password}`;
  const scram = login.kind === 'none' ? [] : login.mechanisms.filter((one) => one !== 'plain');
  const logins = scram.flatMap((mechanism) => [
    '--add-scram',
    `${mechanism.toUpperCase()}=[${credentials}]`,
  ]);
  return ['format', '--ignore-formatted', '-t', clusterId, '-c', configFile, ...logins];
}
