import { readFileSync } from 'node:fs';
import { ConfigError, type KafkaConfig } from '@aispinner/platform';
import { Kafka, logLevel, type logCreator } from 'kafkajs';
import type { BusLog } from '../bus-log.ts';
import { hushTimeoutWarning } from './hush-timeout-warning.ts';

/** Pauses between tries of the driver itself: short, since everything here tries again anyway. */
export const DRIVER_RETRY = { initialRetryTime: 50, maxRetryTime: 1_000, retries: 5 } as const;

/** The driver for these settings; it connects when first used. Throws `ConfigError`. */
export function connectKafka(config: KafkaConfig, brokers: readonly string[], log: BusLog): Kafka {
  hushTimeoutWarning();
  const { clientId, tls, caFile, sasl } = config;
  return new Kafka({
    clientId,
    brokers: [...brokers],
    ...(tls && { ssl: caFile === null ? true : { ca: [readCa(caFile)] } }),
    ...(sasl !== null && { sasl: saslOptions(sasl) }),
    connectionTimeout: 3_000,
    authenticationTimeout: 5_000,
    requestTimeout: 15_000,
    retry: DRIVER_RETRY,
    logLevel: logLevel.WARN,
    logCreator: logTo(log),
  });
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`KAFKA_CA_FILE: ${file} cannot be read (${String(cause)}).`);
  }
}

/** One object for each mechanism: the driver's type ties the credentials to its name. */
function saslOptions({ mechanism, username, password }: NonNullable<KafkaConfig['sasl']>) {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password };
    case 'scram-sha-256':
      return { mechanism, username, password };
    case 'scram-sha-512':
      return { mechanism, username, password };
  }
}

/**
 * What the driver calls errors is mostly an attempt that it repeats; what comes of that is logged by
 * whoever asked. So everything is news for an operator (`warn`) at most.
 */
function logTo(log: BusLog): logCreator {
  return () =>
    ({ namespace, level, log: { message, ...fields } }) => {
      const { error, groupId, broker } = fields as Record<string, unknown>;
      const event = { namespace, error, groupId, broker, text: message };
      if (level <= logLevel.ERROR) log.warn(event, 'kafka driver');
      else log.debug(event, 'kafka driver');
    };
}
