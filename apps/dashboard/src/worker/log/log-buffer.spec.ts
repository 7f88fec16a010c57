import type { LogView } from '@aispinner/contracts';
import { describe, expect, it } from '@jest/globals';
import { addLines, EMPTY_LOG, MOST_LINES, release } from './log-buffer.ts';

function line(n: number): LogView {
  return {
    id: `l${n}`,
    at: '2026-11-24T10:00:00.000Z',
    level: 'info',
    message: `line ${n}`,
    tickId: 'w.1',
    version: 1,
  };
}

const ids = (lines: readonly LogView[]): string[] => lines.map((each) => each.id);

describe('the log buffer', () => {
  it('adds lines at the end and passes over those it holds', () => {
    const one = addLines(EMPTY_LOG, [line(1), line(2)], false);
    const two = addLines(one, [line(2), line(3)], false);
    expect(ids(two.lines)).toEqual(['l1', 'l2', 'l3']);
  });

  it('stays the very same when nothing is new, so that nothing is drawn again', () => {
    const one = addLines(EMPTY_LOG, [line(1)], false);
    expect(addLines(one, [line(1)], false)).toBe(one);
    expect(release(one)).toBe(one);
  });

  it('holds lines back while paused and shows them in order afterwards', () => {
    const shown = addLines(EMPTY_LOG, [line(1)], false);
    const paused = addLines(addLines(shown, [line(2)], true), [line(2), line(3)], true);
    expect(ids(paused.lines)).toEqual(['l1']);
    expect(ids(paused.held)).toEqual(['l2', 'l3']);
    const resumed = release(paused);
    expect(ids(resumed.lines)).toEqual(['l1', 'l2', 'l3']);
    expect(resumed.held).toEqual([]);
  });

  it('drops the oldest when there are too many', () => {
    const many = Array.from({ length: MOST_LINES + 5 }, (_, i) => line(i));
    const { lines } = addLines(EMPTY_LOG, many, false);
    expect(lines).toHaveLength(MOST_LINES);
    expect(lines[0]?.id).toBe('l5');
  });
});
