import type { TickView } from '@aispinner/contracts';
import { describe, expect, it } from '@jest/globals';
import { mergeTape, TAPE_TICKS, tapeBars } from './tape.ts';

function tick(second: number, more: Partial<TickView> = {}): TickView {
  const dueAt = new Date(second * 1000).toISOString();
  return {
    tickId: `w.${second}`,
    number: second,
    version: 1,
    dueAt,
    queuedAt: dueAt,
    startedAt: dueAt,
    endedAt: dueAt,
    latenessMs: 1,
    cause: null,
    parts: null,
    outcome: 'ok',
    reason: null,
    error: null,
    durationMs: 4,
    cpuMs: 3,
    count: 1,
    ...more,
  };
}

const seconds = (tape: readonly TickView[]): (number | null)[] => tape.map((each) => each.number);

describe('mergeTape', () => {
  it('puts a newer tick first and drops what does not fit', () => {
    const full = Array.from({ length: TAPE_TICKS }, (_, i) => tick(100 - i));
    const merged = mergeTape(full, tick(101));
    expect(merged).toHaveLength(TAPE_TICKS);
    expect(merged[0]?.number).toBe(101);
    expect(merged.at(-1)?.number).toBe(100 - TAPE_TICKS + 2);
  });

  it('passes over a tick that it holds, and one that is older', () => {
    expect(seconds(mergeTape([tick(5), tick(3)], tick(5)))).toEqual([5, 3]);
    expect(seconds(mergeTape([tick(5), tick(3)], tick(4)))).toEqual([5, 3]);
  });

  it('begins with its first tick', () => {
    expect(seconds(mergeTape([], tick(1)))).toEqual([1]);
  });
});

describe('tapeBars', () => {
  it('shows the oldest first and longer ticks higher', () => {
    const bars = tapeBars([tick(3, { durationMs: 900 }), tick(2, { durationMs: 9 }), tick(1)]);
    expect(bars.map((bar) => bar.tick.number)).toEqual([1, 2, 3]);
    const [low, middle, high] = bars.map((bar) => bar.height);
    expect(low).toBeLessThan(middle ?? 0);
    expect(middle).toBeLessThan(high ?? 0);
    expect(high).toBeLessThanOrEqual(1);
  });

  it('shows a steady worker as a low row and not as chance made large', () => {
    const bars = tapeBars([tick(2, { durationMs: 4.1 }), tick(1, { durationMs: 4 })]);
    expect(bars.every((bar) => bar.height < 0.35)).toBe(true);
  });

  it('keeps skips lowest and ticks that were cut off at full height', () => {
    const [skip, killed] = tapeBars([
      tick(2, { outcome: 'killed', durationMs: null }),
      tick(1, { outcome: 'skipped', durationMs: null }),
    ]);
    expect(skip?.height).toBeLessThan(0.28);
    expect(killed?.height).toBe(1);
  });
});
