import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Messaging } from '@aispinner/messaging';
import { Kafka, logLevel } from 'kafkajs';
import { eventually } from '../eventually.ts';
import { kafkaBus, type KafkaBus } from './kafka-bus.ts';
import { anOutcome, aTick } from './messages.ts';

// At KAFKA_BROKERS.
describe('a message that nobody can handle', () => {
  let bus: KafkaBus;
  let messaging: Messaging;
  beforeEach(() => {
    bus = kafkaBus();
    messaging = bus.connect({ poisonAfter: 3 });
  });
  afterEach(() => messaging.close());

  async function write(topic: string, value: string): Promise<void> {
    const brokers = [...bus.brokers];
    const kafka = new Kafka({ brokers, clientId: 'stranger', logLevel: logLevel.NOTHING });
    const producer = kafka.producer();
    await producer.connect();
    const [partition] = await producer.send({
      topic: bus.config.topicPrefix + topic,
      messages: [{ key: 'wsp_1', value }],
    });
    expect(partition?.errorCode).toBe(0);
    await producer.disconnect();
  }

  it('as it is none is set aside with its reason and place, and the others pass', async () => {
    await messaging.ticks.publish([aTick(1)]);
    await write('ticks', '{"half":');
    await write('ticks', JSON.stringify({ ...aTick(2), dueAt: 'yesterday' }));
    await messaging.ticks.publish([aTick(3)]);
    const got: string[] = [];
    await messaging.ticks.consume({ consumerId: 'a', maxInFlight: 1 }, ({ tick }) => {
      got.push(tick.workerId);
      return Promise.resolve();
    });
    await eventually(async () => {
      expect(got).toEqual(['wrk_1', 'wrk_3']);
      expect(await messaging.deadLetters.list()).toHaveLength(2);
    });
    const [half, wrong] = await messaging.deadLetters.list();
    expect(half).toMatchObject({
      from: 'ticks',
      text: '{"half":',
      reason: expect.stringContaining('JSON'),
      place: { offset: 1, key: 'wsp_1' },
    });
    expect(wrong?.reason).toContain('dueAt');
  });

  it('as its handler always rejects is set aside, and handled when it is replayed', async () => {
    const got: string[] = [];
    let mended = false;
    await messaging.ticks.publish([aTick(1)]);
    await messaging.ticks.consume({ consumerId: 'a', maxInFlight: 4 }, ({ tick }) => {
      got.push(tick.workerId);
      return mended ? Promise.resolve() : Promise.reject(new Error('no such thing'));
    });
    await eventually(async () => {
      expect(await messaging.deadLetters.list()).toMatchObject([
        { from: 'ticks', reason: expect.stringContaining('no such thing') },
      ]);
    });
    expect(got).toHaveLength(3);
    mended = true;
    const ids = (await messaging.deadLetters.list()).map(({ id }) => id);
    expect(await messaging.deadLetters.replay([...ids, 'ticks/0/99'])).toEqual(ids);
    await eventually(() => expect(got).toHaveLength(4));
    expect(await messaging.deadLetters.list()).toEqual([]);
  });

  it('as it says that it will pass is tried again for as long as it takes', async () => {
    const busy = Object.assign(new Error('busy'), { retriable: true });
    let tries = 0;
    await messaging.ticks.publish([aTick(1)]);
    await messaging.ticks.consume({ consumerId: 'a', maxInFlight: 4 }, () =>
      ++tries < 6 ? Promise.reject(busy) : Promise.resolve(),
    );
    await eventually(() => expect(tries).toBe(6), { timeoutMs: 10_000 });
    expect(await messaging.deadLetters.list()).toEqual([]);
  });

  it('as a record is refused too often is set aside, and recorded when it is replayed', async () => {
    const got: string[] = [];
    let mended = false;
    await messaging.outcomes.publish([anOutcome(1), anOutcome(2)]);
    await messaging.outcomes.consume({ consumerId: 'a', maxBatch: 10 }, (batch) => {
      if (!mended && batch.some(({ workerId }) => workerId === 'wrk_1')) {
        return Promise.reject(new Error('not this one'));
      }
      got.push(...batch.map(({ workerId }) => workerId));
      return Promise.resolve();
    });
    await eventually(
      async () => {
        expect(await messaging.deadLetters.list()).toMatchObject([{ from: 'outcomes' }]);
      },
      { timeoutMs: 10_000 },
    );
    mended = true;
    const ids = (await messaging.deadLetters.list()).map(({ id }) => id);
    await messaging.deadLetters.replay(ids);
    await eventually(() => expect(got).toEqual(['wrk_2', 'wrk_1']));
  });
});
