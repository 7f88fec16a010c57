import type { TickMessage } from '@aispinner/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HoldUntilDue } from './hold-until-due.ts';

/** The schedulers' time; this machine counts from its own start, and its clock may be off. */
class World {
  there = 1_800_000_000_000;
  private readonly offMs: number;
  private setBackMs = 0;
  readonly hold: HoldUntilDue;

  constructor(offMs: number) {
    this.offMs = offMs;
    this.hold = new HoldUntilDue({
      clock: { now: () => Math.floor(this.there + this.setBackMs + this.offMs) },
      elapsedMs: () => this.there + this.setBackMs - 1_799_999_000_000,
      pause: async (ms) => {
        this.there += ms;
      },
    });
  }

  /** The schedulers' clock alone. */
  setBack(ms: number): void {
    this.there -= ms;
    this.setBackMs += ms;
  }

  /** Asks what time it is, once; the answer takes 0.5 ms. */
  async ask(): Promise<void> {
    const stop = new AbortController();
    const answer = async (): Promise<number> => {
      stop.abort();
      this.there += 0.5;
      return this.there - 0.25;
    };
    await this.hold.keepTime(answer, stop.signal);
  }

  /** A message sent now, due in `aheadMs`, on its way for `transitMs`. Returns how late it begins. */
  async tick(aheadMs: number, transitMs: number): Promise<number> {
    const queuedAt = Math.floor(this.there);
    const dueAt = queuedAt + aheadMs;
    this.there += transitMs;
    const receivedAt = this.there;
    await this.hold.hold({ dueAt, queuedAt } as TickMessage);
    return this.there - Math.max(dueAt, receivedAt);
  }
}

describe('HoldUntilDue', () => {
  it('holds a tick until it is due', async () => {
    const world = new World(0);
    expect(await world.tick(30, 2)).toBe(2);
  });

  it('does not hold what is due', async () => {
    const world = new World(0);
    expect(await world.tick(0, 3)).toBe(0);
    expect(await world.tick(-100, 3)).toBe(0);
    expect(await world.tick(5, 8)).toBe(0);
  });

  it('knows the time by the quickest message', async () => {
    const world = new World(0);
    await world.tick(40, 20);
    expect(await world.tick(40, 12)).toBe(12);
    await world.tick(40, 1);
    expect(await world.tick(40, 12)).toBe(1);
    world.there += 20_000;
    expect(await world.tick(40, 12)).toBe(12);
  });

  it('knows it better by an answer', async () => {
    const world = new World(0);
    await world.ask();
    expect(await world.tick(40, 12)).toBeLessThan(2);
  });

  it('learns by an answer that the clock there was set back', async () => {
    const world = new World(0);
    await world.tick(40, 1);
    world.setBack(5_000);
    await world.ask();
    const lateMs = await world.tick(40, 12);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(2);
  });

  it('is never early, and late by no more than its message, however wrong the clock is', async () => {
    const message = fc.record({
      aheadMs: fc.integer({ min: -5, max: 50 }),
      transitMs: fc.double({ min: 0, max: 60, noNaN: true }),
      restMs: fc.integer({ min: 0, max: 4_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 30 }),
        fc.constantFrom(0, -3_600_000, -7, 7, 3_600_000),
        async (messages, offMs) => {
          const world = new World(offMs);
          for (const { aheadMs, transitMs, restMs } of messages) {
            world.there += restMs;
            const lateMs = await world.tick(aheadMs, transitMs);
            expect(lateMs).toBeGreaterThanOrEqual(0);
            // Two roundings to whole ms: of the instant it was sent, and of the pause.
            expect(lateMs).toBeLessThanOrEqual(transitMs + 2);
          }
        },
      ),
    );
  });
});
