import { describe, expect, it } from '@jest/globals';
import { terminalLine } from './terminal-line.ts';

const event = (level: string, more: object = {}) =>
  JSON.stringify({
    level,
    time: '2026-02-03T12:04:31.250Z',
    process: 'runner',
    msg: 'it is',
    ...more,
  });

describe('what the terminal shows of a log', () => {
  it('is warnings and errors, in one line', () => {
    expect(terminalLine('runner', event('warn', { tickId: 't1', parts: [1, 2] }))).toBe(
      '12:04:31 warn runner: it is tickId=t1 parts=[1,2]',
    );
    expect(
      terminalLine('runner', event('error', { err: { message: 'gone\n at x', stack: 's' } })),
    ).toBe('12:04:31 error runner: it is (gone)');
  });

  it('is nothing of the rest', () => {
    for (const level of ['trace', 'debug', 'info']) {
      expect(terminalLine('runner', event(level))).toBeNull();
    }
    expect(terminalLine('runner', '   ')).toBeNull();
  });

  it('is any line that is no event of the log, such as the last words of a crash', () => {
    expect(terminalLine('api', 'Error: boom')).toBe('api: Error: boom');
    expect(terminalLine('api', '{"half')).toBe('api: {"half');
  });
});
