import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startKafka, type LocalKafka } from '@aispinner/platform/local-services';
import { eventually } from '../eventually.ts';
import { kafkaBus } from './kafka-bus.ts';
import { aTick } from './messages.ts';

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

describe('a Kafka that wants TLS and a login', () => {
  let kafka: LocalKafka;
  beforeAll(async () => {
    kafka = await startKafka({
      security: {
        transport: 'tls',
        login: {
          kind: 'sasl',
          mechanisms: MECHANISMS,
          username: 'spinner',
          password: 'the right one',
        },
      },
    });
  }, 120_000);
  afterAll(() => kafka.stop());

  const settings = (overrides: Readonly<Record<string, string>> = {}) => ({
    KAFKA_TLS: 'true',
    KAFKA_CA_FILE: kafka.caFile ?? '',
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: 'spinner',
    KAFKA_SASL_PASSWORD: 'the right one',
    ...overrides,
  });

  it.each(MECHANISMS)(
    'carries ticks for who has them, by %s',
    async (mechanism) => {
      const given = settings({ KAFKA_SASL_MECHANISM: mechanism });
      const messaging = kafkaBus(given, kafka.bootstrap).connect();
      const got: string[] = [];
      await messaging.ticks.publish([aTick(1)]);
      await messaging.ticks.consume({ consumerId: 'a', maxInFlight: 1 }, ({ tick }) => {
        got.push(tick.workerId);
        return Promise.resolve();
      });
      await eventually(() => expect(got).toEqual(['wrk_1']));
      await messaging.close();
    },
    60_000,
  );

  it.each([
    ...MECHANISMS.map((mechanism) => ({
      KAFKA_SASL_MECHANISM: mechanism,
      KAFKA_SASL_PASSWORD: 'the wrong one',
    })),
    { KAFKA_SASL_USERNAME: 'nobody' },
  ])(
    'carries nothing for who has the wrong login, and says so: %j',
    async (wrong) => {
      const messaging = kafkaBus(settings({ ...wrong }), kafka.bootstrap).connect();
      const consuming = messaging.ticks.consume({ consumerId: 'a', maxInFlight: 1 }, () =>
        Promise.reject(new Error('must not be asked')),
      );
      await expect(consuming).rejects.toMatchObject({ name: 'ConfigError' });
      await expect(messaging.ticks.publish([aTick(1)])).rejects.toMatchObject({ retriable: false });
      await messaging.close();
    },
    60_000,
  );

  it('carries nothing for who brings no login', async () => {
    const none = settings({ KAFKA_SASL_MECHANISM: '' });
    const messaging = kafkaBus(none, kafka.bootstrap).connect({ retryForMs: 2_000 });
    await expect(messaging.ticks.publish([aTick(1)])).rejects.toMatchObject({ name: 'InfraError' });
    await messaging.close();
  }, 60_000);

  it('is not trusted by who does not know its authority', async () => {
    const stranger = settings({ KAFKA_CA_FILE: '' });
    const messaging = kafkaBus(stranger, kafka.bootstrap).connect({ retryForMs: 2_000 });
    await expect(messaging.ticks.publish([aTick(1)])).rejects.toMatchObject({ name: 'InfraError' });
    await messaging.close();
  }, 60_000);
});
