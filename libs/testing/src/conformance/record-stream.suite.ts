import { describe, expect, it } from '@jest/globals';
import type { OutcomeMessage } from '@aispinner/contracts';
import type { Messaging } from '@aispinner/messaging';
import { InfraError } from '@aispinner/platform';
import { eventually } from '../eventually.ts';
import { aLogBatch, anOutcome, AWKWARD_TEXT } from './messages.ts';
import { eachWithItsOwn, type Service } from './subject.ts';

/** What every `RecordStream` does. */
export function describeRecordStream(name: string, start: () => Promise<Service<Messaging>>): void {
  describe(`${name} as a record stream`, () => {
    const bus = eachWithItsOwn(start);
    const outcomes = (count: number) => Array.from({ length: count }, (_, n) => anOutcome(n));

    it('brings every record once, as it was, in order and in batches of at most the size asked', async () => {
      const { outcomes: stream } = bus.connect();
      const batches: (readonly OutcomeMessage[])[] = [];
      await stream.publish(outcomes(23));
      await stream.consume({ consumerId: 'a', maxBatch: 10 }, (batch) => {
        batches.push(batch);
        return Promise.resolve();
      });
      await eventually(() => expect(batches.flat()).toHaveLength(23));
      expect(batches.flat()).toEqual(outcomes(23));
      expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(10);
    });

    it('carries any text', async () => {
      const process = bus.connect();
      const got: string[] = [];
      await process.logs.consume({ consumerId: 'a', maxBatch: 10 }, (batch) => {
        got.push(...batch.flatMap(({ lines }) => lines.map((line) => line.message)));
        return Promise.resolve();
      });
      await bus.connect().logs.publish([aLogBatch(1, AWKWARD_TEXT), aLogBatch(2, '')]);
      await eventually(() => expect(got).toEqual([AWKWARD_TEXT, '']));
    });

    it('keeps streams apart', async () => {
      const process = bus.connect();
      const got: unknown[] = [];
      await process.outcomes.publish([anOutcome(1)]);
      await process.logs.publish([aLogBatch(1, 'x')]);
      await process.logs.consume({ consumerId: 'a', maxBatch: 10 }, (batch) => {
        got.push(...batch);
        return Promise.resolve();
      });
      await eventually(() => expect(got).toEqual([aLogBatch(1, 'x')]));
      const other = await collect(bus.connect(), 'b');
      await eventually(() => expect(other).toEqual([anOutcome(1)]));
    });

    it('brings again what was refused', async () => {
      const { outcomes: stream } = bus.connect();
      const accepted: string[] = [];
      let refusals = 0;
      await stream.publish(outcomes(5));
      await stream.consume({ consumerId: 'a', maxBatch: 10 }, (batch) => {
        if (refusals++ < 2) return Promise.reject(new Error('refused'));
        accepted.push(...batch.map((record) => record.tickId));
        return Promise.resolve();
      });
      await eventually(() => expect(accepted).toHaveLength(5));
      expect(accepted.toSorted()).toEqual(outcomes(5).map((record) => record.tickId));
    });

    it('lets a record that is always refused hold up no other', async () => {
      const { outcomes: stream } = bus.connect();
      const accepted = new Set<string>();
      let refusals = 0;
      await stream.publish(outcomes(10));
      await stream.consume({ consumerId: 'a', maxBatch: 10 }, (batch) => {
        if (batch.some((record) => record.workerId === 'wrk_4')) {
          refusals += 1;
          return Promise.reject(new Error('refused'));
        }
        batch.forEach((record) => accepted.add(record.workerId));
        return Promise.resolve();
      });
      await eventually(() => expect(accepted.size).toBe(9));
      await stream.publish([anOutcome(11)]);
      await eventually(() => expect(accepted).toContain('wrk_11'));
      const refusalsThen = refusals;
      await eventually(() => expect(refusals).toBeGreaterThan(refusalsThen));
      expect(accepted).not.toContain('wrk_4');
    });

    it('keeps the order through an outage of the reader', async () => {
      const { outcomes: stream } = bus.connect();
      const accepted: OutcomeMessage[] = [];
      let failures = 0;
      await stream.publish(outcomes(3));
      await stream.consume({ consumerId: 'a', maxBatch: 2 }, (batch) => {
        if (failures++ < 4) return Promise.reject(new InfraError('away', { retriable: true }));
        accepted.push(...batch);
        return Promise.resolve();
      });
      await stream.publish([anOutcome(3)]);
      await eventually(() => expect(accepted).toHaveLength(4));
      expect(accepted).toEqual(outcomes(4));
    });

    it('gives each record to one of several readers', async () => {
      const publisher = bus.connect();
      const [a, b] = [await collect(bus.connect(), 'a'), await collect(bus.connect(), 'b')];
      await Promise.all(outcomes(200).map((record) => publisher.outcomes.publish([record])));
      await eventually(() => expect(a.length + b.length).toBeGreaterThanOrEqual(200));
      const ids = [...a, ...b].map((record) => record.tickId).toSorted();
      expect(ids).toEqual(
        outcomes(200)
          .map((record) => record.tickId)
          .toSorted(),
      );
    });

    it('closes when its batch has been handled, and leaves the rest to others', async () => {
      const gate = bus.gate();
      const { outcomes: stream } = bus.connect();
      const got: string[] = [];
      await stream.publish(outcomes(5));
      const reader = await stream.consume({ consumerId: 'a', maxBatch: 2 }, async (batch) => {
        got.push(...batch.map((record) => record.workerId));
        await gate.pass();
      });
      await eventually(() => expect(gate.waiting).toBe(1));
      const closing = reader.close();
      gate.open();
      await closing;
      const rest = await collect(bus.connect(), 'b');
      await eventually(() => expect(rest).toHaveLength(3));
      expect([...got, ...rest.map((record) => record.workerId)]).toEqual(
        outcomes(5).map((record) => record.workerId),
      );
    });
  });
}

async function collect(process: Messaging, consumerId: string): Promise<OutcomeMessage[]> {
  const got: OutcomeMessage[] = [];
  await process.outcomes.consume({ consumerId, maxBatch: 10 }, (batch) => {
    got.push(...batch);
    return Promise.resolve();
  });
  return got;
}
