import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Messaging } from '@aispinner/messaging';
import { startKafka, type LocalKafka } from '@aispinner/platform/local-services';
import { eventually } from '../eventually.ts';
import { kafkaBus } from './kafka-bus.ts';
import { anOutcome, aTick } from './messages.ts';

const IN_TIME = { timeoutMs: 30_000 };

describe('through kill -9 of the broker', () => {
  let kafka: LocalKafka;
  let here: Messaging;
  let there: Messaging;

  beforeAll(async () => {
    kafka = await startKafka();
  }, 120_000);
  afterAll(() => kafka.stop());
  beforeEach(() => {
    const bus = kafkaBus({}, kafka.bootstrap);
    [here, there] = [bus.connect(), bus.connect()];
  });
  afterEach(async () => {
    await Promise.all([here.close(), there.close()]);
  }, 60_000);

  it('what was accepted is all there, publishing waits, and traffic resumes', async () => {
    const accepted: string[] = [];
    const recorded = new Set<string>();
    await there.outcomes.consume({ consumerId: 'recorder', maxBatch: 50 }, (batch) => {
      for (const { tickId } of batch) recorded.add(tickId);
      return Promise.resolve();
    });
    await here.ticks.consume({ consumerId: 'runner', maxInFlight: 32 }, ({ tick }) =>
      here.outcomes.publish([anOutcome(0, { tickId: tick.tickId, workerId: tick.workerId })]),
    );
    let publishing = true;
    const publisher = (async () => {
      for (let dueAt = 1_000; publishing; dueAt += 1_000) {
        const ticks = [0, 1, 2, 3].map((n) => aTick(n, { dueAt, workspaceId: `wsp_${n}` }));
        await there.ticks.publish(ticks);
        accepted.push(...ticks.map((tick) => tick.tickId));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    await eventually(() => expect(recorded.size).toBeGreaterThan(100), IN_TIME);
    const [broker] = kafka.brokers;
    await broker?.kill();
    await broker?.restart();
    const [acceptedThen, recordedThen] = [accepted.length, recorded.size];
    await eventually(() => {
      expect(accepted.length).toBeGreaterThan(acceptedThen + 40);
      expect(recorded.size).toBeGreaterThan(recordedThen + 40);
    }, IN_TIME);
    publishing = false;
    await publisher;
    await eventually(() => expect(accepted.filter((id) => !recorded.has(id))).toEqual([]), IN_TIME);
  }, 120_000);
});
