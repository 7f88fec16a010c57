import { describe, expect, it } from '@jest/globals';
import { runnerTraces } from './runner-traces.ts';

describe('the traces of runners', () => {
  it('are their events of ticks, by worker, whatever else is in the log', () => {
    const event = {
      level: 'info',
      msg: 'tick',
      tickId: 'wrk_a.5000',
      latenessMs: 7,
      durationMs: 2.5,
    };
    const text = [
      'Debugger attached.',
      JSON.stringify({ level: 'info', msg: 'runner started' }),
      JSON.stringify(event),
      JSON.stringify({ ...event, tickId: 'wrk_b.6000' }),
      JSON.stringify({ ...event, tickId: 'nonsense' }),
      JSON.stringify({ ...event, tickId: 'wrk_a.7000' }).slice(0, 40),
    ].join('\n');
    const traces = runnerTraces([
      { runner: 'one', text },
      { runner: 'two', text: JSON.stringify({ ...event, latenessMs: 9 }) },
    ]);
    expect(Object.fromEntries(traces)).toEqual({
      wrk_a: [
        { runner: 'one', dueMs: 5000, startMs: 5007, endMs: 5009.5 },
        { runner: 'two', dueMs: 5000, startMs: 5009, endMs: 5011.5 },
      ],
      wrk_b: [{ runner: 'one', dueMs: 6000, startMs: 6007, endMs: 6009.5 }],
    });
  });
});
