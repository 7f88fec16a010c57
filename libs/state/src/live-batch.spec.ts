import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { LiveEvent } from '@aispinner/contracts';
import { LiveBatch } from './live-batch.ts';
import { unpackNotice } from './live-notices.ts';

const event = (kind: LiveEvent['kind'], workerId = 'wrk_1'): LiveEvent => ({
  kind,
  tenantId: 'ten_1',
  workspaceId: 'wsp_1',
  workerId,
});

describe('a batch of live events', () => {
  let sent: LiveEvent[][];
  let batch: LiveBatch;

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    batch = new LiveBatch((payload) => sent.push(unpackNotice(payload)));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets hints of ticks wait for more, equal ones as one', () => {
    batch.add([event('ticks')]);
    jest.advanceTimersByTime(60);
    batch.add([event('ticks'), event('ticks', 'wrk_2')]);
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(40);
    expect(sent).toEqual([[event('ticks'), event('ticks', 'wrk_2')]]);
    jest.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(1);
  });

  it('goes sooner with one that somebody acts upon', () => {
    batch.add([event('ticks')]);
    batch.add([event('schedule')]);
    jest.advanceTimersByTime(20);
    expect(sent).toEqual([[event('ticks'), event('schedule')]]);
  });

  it('goes no later for one that may wait longer', () => {
    batch.add([event('worker')]);
    jest.advanceTimersByTime(10);
    batch.add([event('logs')]);
    jest.advanceTimersByTime(10);
    expect(sent).toEqual([[event('worker'), event('logs')]]);
  });

  it('goes at once when told, and once', () => {
    batch.add([event('logs')]);
    batch.flush();
    jest.advanceTimersByTime(1_000);
    expect(sent).toEqual([[event('logs')]]);
  });
});
