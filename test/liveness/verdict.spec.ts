import { describe, expect, it } from '@jest/globals';
import { readPrograms } from './programs.ts';
import { allowedEnds, endOf, endsAsExpected, type Observed } from './verdict.ts';

const TIMEOUT =
  'killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out';
const RECURSION =
  'RecursionError (catchable, reported as a failed tick); the interpreter stays usable or only this process is replaced';

const observed = (fields: Partial<Observed>): Observed => ({
  outcome: 'ok',
  reason: null,
  error: null,
  problems: [],
  logs: [],
  ...fields,
});
const raised = (type: string): Observed =>
  observed({ outcome: 'error', error: { type, message: '', traceback: '' } });

describe('allowedEnds', () => {
  it('knows every header of the suite', () => {
    for (const { expect: header } of readPrograms())
      expect(allowedEnds(header).size).toBeGreaterThan(0);
  });

  it.each([
    [TIMEOUT, ['timeout']],
    [`${TIMEOUT} or finishes`, ['ok', 'timeout']],
    [`${TIMEOUT} (or MemoryError)`, ['MemoryError', 'out_of_memory', 'timeout']],
    [RECURSION, ['RecursionError', 'died']],
    ['ordinary failed tick with a clear message; process and host stay alive', ['caught', 'error']],
    ['failed tick, TypeError reported', ['TypeError']],
    ['finishes or only this process dies', ['died', 'ok']],
  ])('%s', (header, ends) => {
    expect([...allowedEnds(header)].sort()).toEqual([...ends].sort());
  });

  it('does not guess', () => {
    expect(() => allowedEnds('all will be well')).toThrow('no rule');
  });
});

describe('endsAsExpected', () => {
  it('a timeout is no finish, and a finish no timeout', () => {
    expect(endsAsExpected(TIMEOUT, observed({ outcome: 'timeout' }))).toBe(true);
    expect(endsAsExpected(TIMEOUT, observed({}))).toBe(false);
    expect(endsAsExpected('finishes', observed({ outcome: 'timeout' }))).toBe(false);
  });

  it('holds an exception to the one that is named', () => {
    expect(endsAsExpected(RECURSION, raised('RecursionError'))).toBe(true);
    expect(endsAsExpected(RECURSION, raised('ValueError'))).toBe(false);
    expect(endsAsExpected(RECURSION, raised('MemoryError'))).toBe(false);
    expect(endsAsExpected('failed tick, TypeError reported', raised('ValueError'))).toBe(false);
    expect(endsAsExpected('MemoryError inside the tick', raised('OverflowError'))).toBe(false);
    expect(endsAsExpected(RECURSION, observed({}))).toBe(false);
  });

  it('takes a fault that is found at load, where it is told by its name', () => {
    const problems = [{ line: 5, column: 1, code: 'tick', message: 'tick must take one argument' }];
    const refused = (type: string): Observed => ({ ...raised(type), problems });
    const header = 'failed tick, TypeError reported';
    expect(endsAsExpected(header, refused('TypeError'))).toBe(true);
    expect(endsAsExpected(header, refused('CodeRefused'))).toBe(false);
    expect(endsAsExpected('refused or blocked', refused('CodeRefused'))).toBe(true);
  });

  it('a crash is not a failed tick', () => {
    const crash = observed({ outcome: 'killed', reason: 'crashed' });
    expect(endsAsExpected('reported as a failed tick', crash)).toBe(false);
    expect(endsAsExpected(RECURSION, crash)).toBe(true);
  });

  it('what was refused and said so has failed as it should', () => {
    const refused = observed({ logs: ['refused', 'refused 1'] });
    expect(endOf(refused)).toBe('caught');
    expect(endsAsExpected('ordinary failed tick with a clear message', refused)).toBe(true);
    const accepted = observed({ logs: ['refused', 'accepted'] });
    expect(endsAsExpected('ordinary failed tick with a clear message', accepted)).toBe(false);
  });
});
