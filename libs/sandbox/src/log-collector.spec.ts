import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { LogLine } from './execution.ts';
import { cutMessage, LogCollector, storable } from './log-collector.ts';

const collect = (limits: { messages?: number; bytes?: number } = {}) => {
  const batches: LogLine[][] = [];
  const logs = new LogCollector(
    { logMessagesPerTick: limits.messages ?? 1000, logBytesPerTick: limits.bytes ?? 1_000_000 },
    (batch) => batches.push([...batch]),
    () => 1_700_000_000_000,
  );
  return { logs, batches, lines: () => batches.flat().map((line) => line.message) };
};

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('LogCollector', () => {
  it('hands on twenty lines at a time, and the rest at the end', () => {
    const { logs, batches } = collect();
    for (let i = 0; i < 45; i++) logs.add('info', `line ${i}`);
    expect(batches.map((batch) => batch.length)).toEqual([20, 20]);
    logs.close();
    expect(batches.map((batch) => batch.length)).toEqual([20, 20, 5]);
    expect(batches.flat().map((line) => line.message)).toEqual(
      Array.from({ length: 45 }, (_, i) => `line ${i}`),
    );
  });

  it('hands on a line that nothing follows after half a second', () => {
    const { logs, lines } = collect();
    logs.add('info', 'alone');
    jest.advanceTimersByTime(499);
    expect(lines()).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(lines()).toEqual(['alone']);
    logs.close();
  });

  it('hands on at once when asked to, and leaves no timer behind', () => {
    const { logs, lines } = collect();
    logs.add('warn', 'now');
    logs.flush();
    expect(lines()).toEqual(['now']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('keeps so many messages and the last five, and says between them how many it dropped', () => {
    const { logs, lines } = collect({ messages: 3 });
    for (let i = 0; i < 20; i++) logs.add('info', `${i}`);
    logs.close();
    expect(lines()).toEqual([
      ...['0', '1', '2'],
      'Log truncated: 12 more messages were dropped. A tick may log 3 messages and 1000000 bytes.',
      ...['15', '16', '17', '18', '19'],
    ]);
  });

  it('drops nothing while no more than the last five are over', () => {
    const { logs, lines } = collect({ messages: 1 });
    for (let i = 0; i < 6; i++) logs.add('info', `${i}`);
    logs.close();
    expect(lines()).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('counts bytes, not characters, and goes by the last lines after the first that did not fit', () => {
    const { logs, lines } = collect({ bytes: 10 });
    logs.add('info', 'ä'.repeat(4));
    logs.add('info', 'abc');
    for (let i = 0; i < 5; i++) logs.add('info', `${i}`);
    logs.close();
    expect(lines()).toEqual([
      'ä'.repeat(4),
      'Log truncated: 1 more message was dropped. A tick may log 1000 messages and 10 bytes.',
      ...['0', '1', '2', '3', '4'],
    ]);
  });

  it('holds no more than a batch, however much is logged', () => {
    const { logs, batches } = collect({ messages: 5 });
    for (let i = 0; i < 100_000; i++) logs.add('info', 'flood');
    logs.close();
    expect(batches.flat()).toHaveLength(5 + 1 + 5);
  });

  it('lets the platform speak past the limit', () => {
    const { logs, lines } = collect({ messages: 1 });
    logs.add('info', 'one');
    logs.add('info', 'two');
    logs.addNotice('error', 'on_error() failed');
    logs.close();
    expect(lines()).toContain('on_error() failed');
  });
});

describe('cutMessage', () => {
  it('leaves 4,000 characters as they are, also those of two units', () => {
    for (const text of ['x'.repeat(4000), '💡'.repeat(4000)]) expect(cutMessage(text)).toBe(text);
  });

  it('cuts to 4,000 characters of which the last say so', () => {
    const cut = cutMessage('x'.repeat(4001));
    expect([...cut]).toHaveLength(4000);
    expect(cut).toMatch(/^x+ … \[cut, 4001 characters\]$/);
  });

  it('never splits a character or exceeds the limit', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 3900, maxLength: 4100 });
    fc.assert(
      fc.property(text, (long) => {
        const cut = cutMessage(long);
        expect([...cut].length).toBeLessThanOrEqual(4000);
        expect(cut.isWellFormed()).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('storable', () => {
  it('replaces what a store refuses and nothing else', () => {
    expect(storable('a\0b\ud800c\u001b[2J\r\n\u202e')).toBe('a\ufffdb\ufffdc\u001b[2J\r\n\u202e');
  });
});
