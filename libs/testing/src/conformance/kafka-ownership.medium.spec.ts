import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Messaging, TickDelivery } from '@aispinner/messaging';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { eventually } from '../eventually.ts';
import { kafkaBus, type KafkaBus } from './kafka-bus.ts';
import { aTick } from './messages.ts';
import { Gate } from './subject.ts';

const HOLDER = fileURLToPath(new URL('./kafka-tick-holder.ts', import.meta.url));
const IN_TIME = { timeoutMs: 20_000 };

// At KAFKA_BROKERS.
describe('a partition of ticks', () => {
  let bus: KafkaBus;
  let admin: Admin;
  let connected: Messaging[];
  let gate: Gate;
  beforeEach(async () => {
    bus = kafkaBus();
    connected = [];
    gate = new Gate();
    admin = new Kafka({ brokers: [...bus.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
  });
  afterEach(async () => {
    gate.open();
    await Promise.all(connected.map((messaging) => messaging.close()));
    await admin.disconnect();
  });
  const connect = (): Messaging => {
    const messaging = bus.connect();
    connected.push(messaging);
    return messaging;
  };
  const topic = () => `${bus.config.topicPrefix}ticks`;
  /** Of all partitions together. */
  async function committed(): Promise<number> {
    const [offsets] = await admin.fetchOffsets({
      groupId: `${topic()}.runners`,
      topics: [topic()],
    });
    return (offsets?.partitions ?? []).reduce((sum, { offset }) => sum + Number(offset), 0);
  }
  async function members(): Promise<number> {
    const { groups } = await admin.describeGroups([`${topic()}.runners`]);
    return groups[0]?.state === 'Stable' ? groups[0].members.length : 0;
  }

  it('is committed up to its lowest unfinished tick', async () => {
    const { ticks: queue } = connect();
    const done: string[] = [];
    await queue.consume({ consumerId: 'a', maxInFlight: 16 }, async ({ tick }) => {
      if (tick.workerId === 'wrk_3') await gate.pass();
      done.push(tick.workerId);
    });
    await queue.publish(Array.from({ length: 10 }, (_, n) => aTick(n)));
    await eventually(() => expect(done).toHaveLength(9));
    await eventually(async () => expect(await committed()).toBe(3));
    gate.open();
    await eventually(async () => expect(await committed()).toBe(10));
  });

  it('comes to another consumer, when its own is killed, with only what was not finished', async () => {
    const { ticks: queue } = connect();
    const ticks = Array.from({ length: 40 }, (_, n) =>
      aTick(n, {
        workerId: n % 4 === 0 ? `stuck_${n}` : `quick_${n}`,
        workspaceId: `wsp_${n % 9}`,
      }),
    );
    const { config } = bus;
    const holder = spawn(process.execPath, ['--conditions=@aispinner/source', HOLDER], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        KAFKA_BROKERS: bus.brokers.join(','),
        KAFKA_TOPIC_PREFIX: config.topicPrefix,
        KAFKA_PARTITIONS: String(config.partitions),
      },
    });
    try {
      const taken = new Set<string>();
      holder.stdout.on('data', (chunk: Buffer) => {
        for (const id of chunk.toString().trim().split('\n')) taken.add(id);
      });
      await queue.publish(ticks);
      await eventually(() => expect(taken.size).toBe(40), IN_TIME);
      const lowest = await lowestUnfinished(ticks.map(({ workerId }) => workerId));
      await eventually(async () => expect(await committed()).toBe(lowest), IN_TIME);
      holder.kill('SIGKILL');
      await once(holder, 'exit');

      const got: TickDelivery[] = [];
      await queue.consume({ consumerId: 'b', maxInFlight: 100 }, (delivery) => {
        got.push(delivery);
        return Promise.resolve();
      });
      await eventually(() => expect(got).toHaveLength(10), IN_TIME);
      await queue.publish([aTick(99)]);
      await eventually(() => expect(got).toHaveLength(11), IN_TIME);
      const stuck = got.filter(({ tick }) => tick.workerId.startsWith('stuck'));
      expect(stuck).toHaveLength(10);
      expect(stuck.every(({ redelivered }) => redelivered)).toBe(true);
      expect(got.at(-1)).toMatchObject({ redelivered: false, tick: { workerId: 'wrk_99' } });
    } finally {
      holder.kill('SIGKILL');
    }

    /** What the commits come to when all but the stuck ones are finished, from the topic itself. */
    async function lowestUnfinished(expected: readonly string[]): Promise<number> {
      const ends = await admin.fetchTopicOffsets(topic());
      expect(ends.reduce((sum, { high }) => sum + Number(high), 0)).toBe(expected.length);
      const lowest = new Map<number, number>();
      const kafka = new Kafka({ brokers: [...bus.brokers], logLevel: logLevel.NOTHING });
      const reader = kafka.consumer({ groupId: `${topic()}.test`, maxWaitTimeInMs: 100 });
      let read = 0;
      await reader.connect();
      await reader.subscribe({ topic: topic(), fromBeginning: true });
      await reader.run({
        eachMessage: ({ partition, message }) => {
          read += 1;
          const stuck = String(message.value).includes('"stuck_');
          if (stuck && !lowest.has(partition)) lowest.set(partition, Number(message.offset));
          return Promise.resolve();
        },
      });
      await eventually(() => expect(read).toBe(expected.length), IN_TIME);
      await reader.disconnect();
      return ends.reduce(
        (sum, { partition, high }) => sum + (lowest.get(partition) ?? Number(high)),
        0,
      );
    }
  }, 60_000);

  it('that moves in mid-tick takes nothing from the handler, and the tick runs once', async () => {
    const [one, other] = [connect(), connect()];
    const runs: string[] = [];
    const takeAs =
      (name: string) =>
      async ({ tick }: TickDelivery): Promise<void> => {
        runs.push(`${tick.workerId} at ${name}`);
        await gate.pass();
      };
    await one.ticks.consume({ consumerId: 'a', maxInFlight: 64 }, takeAs('a'));
    await one.ticks.publish([aTick(1)]);
    await eventually(() => expect(runs).toEqual(['wrk_1 at a']));
    const second = await other.ticks.consume({ consumerId: 'b', maxInFlight: 64 }, takeAs('b'));
    await eventually(async () => expect(await members()).toBe(2), IN_TIME);
    await second.close();
    await eventually(async () => expect(await members()).toBe(1), IN_TIME);
    // Joined twice since: what was read before is not handed out again.
    await one.ticks.publish([aTick(2)]);
    await eventually(() => expect(runs).toContain('wrk_2 at a'), IN_TIME);
    gate.open();
    await eventually(async () => expect(await committed()).toBe(2), IN_TIME);
    expect(runs).toEqual(['wrk_1 at a', 'wrk_2 at a']);
  }, 60_000);

  it('stays with its consumer through a handler longer than the session', async () => {
    const { ticks: queue } = connect();
    const runs: string[] = [];
    await queue.consume({ consumerId: 'a', maxInFlight: 4 }, async ({ tick }) => {
      runs.push(tick.workerId);
      if (tick.workerId === 'wrk_1') await gate.pass();
    });
    await queue.publish([aTick(1)]);
    await eventually(() => expect(runs).toEqual(['wrk_1']));
    const before = await admin.describeGroups([`${topic()}.runners`]);
    const startedAt = performance.now();
    await eventually(() => expect(performance.now() - startedAt).toBeGreaterThan(8_000), {
      timeoutMs: 9_000,
    });
    const after = await admin.describeGroups([`${topic()}.runners`]);
    expect(after.groups[0]?.members[0]?.memberId).toBe(before.groups[0]?.members[0]?.memberId);
    await queue.publish([aTick(2)]);
    await eventually(() => expect(runs).toEqual(['wrk_1', 'wrk_2']));
    gate.open();
    await eventually(async () => expect(await committed()).toBe(2));
  }, 60_000);
});
