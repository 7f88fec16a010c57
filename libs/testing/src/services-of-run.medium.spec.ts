import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';

/** What the global setup of the tests promises. */
describe('the services that a test run shares', () => {
  it('have a Redis that answers at REDIS_URL', async () => {
    const { hostname, port } = new URL(process.env['REDIS_URL'] ?? '');
    const socket = connect({ host: hostname, port: Number(port) });
    socket.write('PING\r\n');
    const answer = await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    expect(String(answer)).toBe('+PONG\r\n');
  });

  it('have a Kafka that answers at KAFKA_BROKERS', async () => {
    const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { brokers: known } = await admin.describeCluster();
    await admin.disconnect();
    expect(known.map(({ host, port }) => `${host}:${port}`)).toEqual(brokers);
  });
});
