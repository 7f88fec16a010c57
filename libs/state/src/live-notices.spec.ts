import { describe, expect, it } from '@jest/globals';
import type { LiveEvent } from '@aispinner/contracts';
import { packNotices, textOf, unpackNotice } from './live-notices.ts';

const event = (n: number): LiveEvent => ({
  kind: 'logs',
  tenantId: `ten_${n}`,
  workspaceId: 'wsp_"é"',
  workerId: `wrk_${n}`,
});

describe('live notices', () => {
  it('carry every event through payloads that Postgres takes', () => {
    const events = Array.from({ length: 1_000 }, (_, n) => event(n));
    const payloads = packNotices(events.map(textOf));
    expect(payloads.flatMap(unpackNotice)).toEqual(events);
    expect(Math.max(...payloads.map((p) => Buffer.byteLength(p)))).toBeLessThan(8_000);
    expect(payloads.length).toBeLessThan(12);
  });

  it('leave out an event that no payload can hold, and keep its neighbours', () => {
    const long = { ...event(2), workerId: 'x'.repeat(9_000) };
    const payloads = packNotices([event(1), long, event(3)].map(textOf));
    expect(payloads.flatMap(unpackNotice)).toEqual([event(1), event(3)]);
  });

  it.each(['', 'null', '{}', '[[]]', '[1]', '[["logs","t","w",null]]', '[["rm","t","w","x"]]'])(
    'of what is not theirs (%s) are empty',
    (payload) => {
      expect(unpackNotice(payload)).toEqual([]);
    },
  );

  it('know equal events by their text', () => {
    expect(textOf(event(1))).toBe(textOf({ ...event(1) }));
    expect(textOf(event(1))).not.toBe(textOf({ ...event(1), kind: 'ticks' }));
  });
});
