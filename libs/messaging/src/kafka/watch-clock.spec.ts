import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { watchClock } from './watch-clock.ts';

const told: number[] = [];
let end: () => void;

beforeEach(() => {
  jest.useFakeTimers();
  told.length = 0;
  end = watchClock((byMs) => told.push(byMs));
});
afterEach(() => {
  end();
  jest.useRealTimers();
});

/** As somebody sets it: the process's own time goes on as before. */
const setClock = (aheadMs: number) => jest.setSystemTime(Date.now() + aheadMs);

it('tells by how much a clock was set back, once', () => {
  jest.advanceTimersByTime(5_000);
  setClock(-60_000);
  jest.advanceTimersByTime(5_000);
  expect(told).toEqual([60_000]);
});

it('says nothing of one that is set ahead, or is slowed down', () => {
  setClock(60_000);
  for (let n = 0; n < 20; n++) {
    jest.advanceTimersByTime(500);
    setClock(-50);
  }
  expect(told).toEqual([]);
});

it('says nothing any more once it has ended', () => {
  end();
  setClock(-60_000);
  jest.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
});
