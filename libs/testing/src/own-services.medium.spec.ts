import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { startKafka, startRedis } from '@aispinner/platform/local-services';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';

jest.setTimeout(120_000);

describe('servers of a test of its own', () => {
  const opened: (() => Promise<void>)[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((close) => close()));
  });

  it('have a Redis that keeps what it acknowledged through kill -9, under TLS', async () => {
    const redis = await startRedis({ transport: 'tls', appendOnly: 'always' });
    opened.push(() => redis.stop());
    const say = (command: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const ca = readFileSync(redis.caFile ?? '');
        const socket = connect({ host: '127.0.0.1', port: redis.port, ca });
        socket.once('error', reject);
        socket.once('data', (answer) => {
          socket.destroy();
          resolve(String(answer));
        });
        socket.write(command);
      });
    expect(await say('SET kept yes\r\n')).toBe('+OK\r\n');
    await redis.kill();
    await expect(say('GET kept\r\n')).rejects.toThrow();
    await redis.restart();
    expect(await say('GET kept\r\n')).toBe('$3\r\nyes\r\n');
  });

  it('have a Kafka that lets in only who knows the password, under TLS', async () => {
    const login = {
      kind: 'sasl',
      mechanisms: ['scram-sha-256'],
      username: 'alice',
      password: 'right',
    } as const;
    const kafka = await startKafka({ security: { transport: 'tls', login } });
    opened.push(() => kafka.stop());
    const clusterOf = async (password: string): Promise<number> => {
      const admin = new Kafka({
        brokers: kafka.bootstrap.split(','),
        ssl: { ca: readFileSync(kafka.caFile ?? '') },
        sasl: { mechanism: 'scram-sha-256', username: 'alice', password },
        logLevel: logLevel.NOTHING,
        retry: { retries: 0 },
      }).admin();
      await admin.connect();
      try {
        return (await admin.describeCluster()).brokers.length;
      } finally {
        await admin.disconnect();
      }
    };
    expect(await clusterOf('right')).toBe(1);
    await expect(clusterOf('wrong')).rejects.toThrow(/[Aa]uthentication/);
  });
});
