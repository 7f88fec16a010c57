import { describe, expect, it } from '@jest/globals';
import { readCommand } from './read-command.ts';

const read = (...args: string[]) => readCommand(args, '/home/author');

describe('the command line', () => {
  it('names a worker, and the rest has defaults', () => {
    expect(read('my_worker.py')).toEqual({
      kind: 'run',
      file: '/home/author/my_worker.py',
      ticks: 1,
      stateFile: null,
      watches: false,
      intervalSeconds: null,
      timeoutMs: 60_000,
      stopsAtFault: false,
    });
  });

  it('takes options before and after the worker', () => {
    expect(
      read(
        ...['--ticks', '3', '--watch', '/w.py', '--state=s.json', '--interval', '1'],
        ...['--timeout', '0.5', '--error-exit'],
      ),
    ).toEqual({
      kind: 'run',
      file: '/w.py',
      ticks: 3,
      stateFile: '/home/author/s.json',
      watches: true,
      intervalSeconds: 1,
      timeoutMs: 500,
      stopsAtFault: true,
    });
  });

  it.each([['--help'], ['-h']])('%s asks for help, whatever else is there', (flag) => {
    expect(read(flag)).toEqual({ kind: 'help' });
    expect(read('w.py', flag)).toEqual({ kind: 'help' });
  });

  it.each([
    [[], 'Which worker?'],
    // What npm leaves of `npm run worker w.py --ticks 3`.
    [['w.py', '3'], 'Options stand behind a --'],
    [['w.py', '--tick', '3'], "Unknown option '--tick'."],
    [['w.py', '--ticks'], "'--ticks <value>' argument missing"],
    [['w.py', '--ticks', '0'], '--ticks is a number from 1 to'],
    [['w.py', '--ticks', '1e3'], 'not 1e3'],
    [['w.py', '--ticks', '2.5'], '--ticks is a whole number, not 2.5.'],
    [['w.py', '--ticks', ''], 'not nothing'],
    [['w.py', '--interval', '3601'], '--interval is a number from 1 to 3600'],
    [['w.py', '--timeout', '61'], '--timeout is a number from 0.1 to 60, not 61.'],
    [['w.py', '--state', ''], '--state names no file.'],
    [['w.py', '--watch=yes'], "'--watch' does not take an argument"],
  ])('refuses %j', (args, sentence) => {
    expect(read(...args)).toEqual({ kind: 'wrong', problem: expect.stringContaining(sentence) });
  });
});
