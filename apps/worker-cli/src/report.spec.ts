import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from '@aispinner/sandbox';
import { durationText, Report } from './report.ts';

let shown: string;
let report: Report;

beforeEach(() => {
  shown = '';
  report = new Report({
    write: (text) => {
      shown += text;
    },
    paint: (style, text) => (style === 'red' ? `<${text}>` : text),
  });
});

const at = new Date(2026, 1, 3, 4, 5, 6, 7);

function result(more: Partial<ExecutionResult> = {}): ExecutionResult {
  return {
    outcome: 'ok',
    reason: null,
    error: null,
    phase: 'tick',
    problems: [],
    acquiredAt: at,
    startedAt: at,
    endedAt: at,
    durationMs: 3.21,
    cpuMs: 1,
    coldStartMs: 0,
    capabilityMs: 0,
    capabilityCalls: 0,
    totalCpuMs: 1,
    activationReused: true,
    ...more,
  };
}

describe('the report of a run', () => {
  it('shows a message with its time and level', () => {
    report.log([
      { level: 'info', message: 'hello', at },
      { level: 'error', message: 'bad', at },
    ]);
    expect(shown).toBe('04:05:06.007 info  hello\n04:05:06.007 <error> <bad>\n');
  });

  it('lets no message pass for a line of ours, or drive the terminal', () => {
    report.log([{ level: 'info', message: 'a\n04:05:06.007 tick 1 ok\x1b[2J\r', at }]);
    expect(shown).toBe(
      '04:05:06.007 info  a\n                 | 04:05:06.007 tick 1 ok\\x1b[2J\\r\n',
    );
  });

  it.each([
    [result(), 'tick 4 ok in 3.2 ms'],
    [
      result({ activationReused: false, coldStartMs: 12.4 }),
      'tick 4 ok in 3.2 ms, after load and setup in 12 ms',
    ],
    [result({ outcome: 'timeout', durationMs: 60_010 }), 'tick 4 <timeout> after 60.01 s'],
    [
      result({ outcome: 'killed', reason: 'out_of_memory' }),
      'tick 4 <killed> after 3.2 ms (out_of_memory: its sandbox ran out of memory)',
    ],
    [
      result({ outcome: 'timeout', phase: 'setup', durationMs: 0, coldStartMs: 1500 }),
      'setup <timeout> after 1.50 s',
    ],
  ])('says how a tick ended (%#)', (ended, line) => {
    report.outcome(4, ended);
    expect(shown).toBe(`04:05:06.007 ${line}\n`);
  });

  it('shows the traceback of an error, or its message where it has none', () => {
    const error = { type: 'ValueError', message: 'no\x1b', traceback: 'Traceback:\n  x\x1b' };
    report.outcome(1, result({ outcome: 'error', error }));
    report.outcome(1, result({ outcome: 'error', error: { ...error, traceback: '' } }));
    expect(shown).toBe(
      '04:05:06.007 tick 1 <error> in 3.2 ms\n  <Traceback:>\n  <  x\\x1b>\n' +
        '04:05:06.007 tick 1 <error> in 3.2 ms\n  <ValueError: no\\x1b>\n',
    );
  });

  it('shows where code is refused', () => {
    const problems = [
      { line: 2, column: 8, message: 'Import of os.\nAllowed: []', code: 'import' },
    ];
    report.refusal('/w.py', 'import math\nimport os', problems);
    expect(shown).toBe(
      '/w.py:2:8: <Import of os.>\n  Allowed: []\n    2 | import os\n      |        ^\n1 problem: not run\n',
    );
  });

  it('sums up', () => {
    report.summary([result(), result({ outcome: 'error' }), result()]);
    expect(shown).toBe('3 ticks: 2 ok, 1 error\n');
  });

  it.each([
    [0.04, '0.0 ms'],
    [9.94, '9.9 ms'],
    [999, '999 ms'],
    [1234, '1.23 s'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
