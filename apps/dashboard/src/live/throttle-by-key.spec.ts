import { describe, expect, it } from '@jest/globals';
import { throttleByKey } from './throttle-by-key.ts';

/** Time that moves only when told to. */
class HandClock {
  private at = 0;
  private due: { at: number; work: () => void }[] = [];

  now = (): number => this.at;
  set = (work: () => void, ms: number): void => {
    this.due.push({ at: this.at + ms, work });
  };

  advance(ms: number): void {
    this.at += ms;
    const ready = this.due.filter((each) => each.at <= this.at);
    this.due = this.due.filter((each) => each.at > this.at);
    for (const { work } of ready) work();
  }
}

function watch(): { clock: HandClock; ran: string[]; call: (key: string) => void } {
  const clock = new HandClock();
  const ran: string[] = [];
  return { clock, ran, call: throttleByKey((key) => ran.push(key), 1000, clock) };
}

describe('throttleByKey', () => {
  it('runs the first call at once', () => {
    const { ran, call } = watch();
    call('a');
    expect(ran).toEqual(['a']);
  });

  it('runs calls that follow closely once, at the end of the period', () => {
    const { clock, ran, call } = watch();
    call('a');
    clock.advance(100);
    call('a');
    call('a');
    expect(ran).toEqual(['a']);
    clock.advance(900);
    expect(ran).toEqual(['a', 'a']);
    clock.advance(5000);
    expect(ran).toEqual(['a', 'a']);
  });

  it('does not let one key hold up another', () => {
    const { ran, call } = watch();
    call('a');
    call('b');
    expect(ran).toEqual(['a', 'b']);
  });

  it('runs at once again after a quiet period', () => {
    const { clock, ran, call } = watch();
    call('a');
    clock.advance(1000);
    call('a');
    expect(ran).toEqual(['a', 'a']);
  });
});
