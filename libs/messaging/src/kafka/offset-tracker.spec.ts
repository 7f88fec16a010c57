import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OffsetTracker } from './offset-tracker.ts';
import { readNote, writeNote } from './owner-note.ts';

const seen = (position: number, count: number): OffsetTracker => {
  const tracker = new OffsetTracker(position);
  for (let offset = position; offset < position + count; offset++) tracker.see(offset);
  return tracker;
};

describe('the offsets of a partition', () => {
  it('are committed up to the lowest that is not finished', () => {
    const tracker = seen(10, 5);
    for (const offset of [11, 12, 14]) tracker.finish(offset);
    expect(tracker.lowestPending).toBe(10);
    expect(tracker.doneAbove()).toEqual([
      { first: 11, last: 12 },
      { first: 14, last: 14 },
    ]);
    tracker.finish(10);
    expect(tracker.lowestPending).toBe(13);
    expect(tracker.doneAbove()).toEqual([{ first: 14, last: 14 }]);
    tracker.finish(13);
    expect(tracker.lowestPending).toBe(15);
    expect(tracker.doneAbove()).toEqual([]);
  });

  it('are seen once, and those that no message has count as done', () => {
    const tracker = new OffsetTracker(5);
    expect([5, 8, 5, 4, 9].map((offset) => tracker.see(offset))).toEqual([
      ...[true, true, false, false, true],
    ]);
    expect(tracker.doneAbove()).toEqual([{ first: 6, last: 7 }]);
    expect(tracker.position).toBe(10);
  });

  it('come to the next owner as they were left, whatever was finished', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e12 }),
        fc.uniqueArray(fc.nat({ max: 199 }), { maxLength: 200 }),
        fc.nat({ max: 200 }),
        (position, finished, readAgain) => {
          const tracker = seen(position, 200);
          for (const n of finished) tracker.finish(position + n);
          const left = Array.from({ length: 200 }, (_, n) => n).filter(
            (n) => !finished.includes(n),
          );
          let committed = tracker.lowestPending;
          let text = writeNote({ owner: 'a', done: tracker.doneAbove() }, committed);
          const again: number[] = [];
          // Two owners after it: the first reads some and is gone, the second reads to the end.
          for (const [nth, until] of [readAgain, 200].entries()) {
            const note = readNote(text, committed);
            const next = new OffsetTracker(committed, note?.done);
            const got: number[] = [];
            for (let n = committed - position; n < until; n++) {
              if (next.see(position + n)) got.push(n);
            }
            if (nth === 1) again.push(...got);
            committed = next.lowestPending;
            text = writeNote({ owner: 'b', done: next.doneAbove() }, committed);
          }
          expect(again).toEqual(left);
        },
      ),
    );
  });

  it('leave out the highest where a note would get too long', () => {
    const tracker = seen(0, 4_000);
    for (let offset = 1; offset < 4_000; offset += 2) tracker.finish(offset);
    const text = writeNote({ owner: 'a', done: tracker.doneAbove() }, 0);
    expect(text.length).toBeLessThan(4_096);
    const done = readNote(text, 0)?.done ?? [];
    expect(done[0]).toEqual({ first: 1, last: 1 });
    expect(done.length).toBeGreaterThan(300);
  });

  it('have no note where somebody else wrote beside them', () => {
    for (const text of [null, '', 'x', '{}', '{"owner":"a","done":"?"}']) {
      expect(readNote(text, 7)).toBeNull();
    }
  });
});
