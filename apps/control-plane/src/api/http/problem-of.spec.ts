import { describe, expect, it } from '@jest/globals';
import { NoRunnerError } from '@aispinner/messaging';
import { InfraError } from '@aispinner/platform';
import { problemOf } from './problem-of.ts';
import { badInput, tooManyRequests, unauthorized } from './refusal.ts';

const postgresGone = Object.assign(new Error('terminating connection'), { code: '57P01' });

describe('an error becomes a problem', () => {
  it.each([
    ['no runner', new NoRunnerError('x'), 503, 'NO_RUNNER', '5'],
    ['an outage', new InfraError('x', { retriable: true }), 503, 'UNAVAILABLE', '1'],
    ['an outage of the database', postgresGone, 503, 'UNAVAILABLE', '1'],
    [
      'one that lies under another',
      new Error('x', { cause: postgresGone }),
      503,
      'UNAVAILABLE',
      '1',
    ],
    ['our own fault', new InfraError('x', { retriable: false }), 500, 'INTERNAL', undefined],
    ['a bug', new TypeError('secret detail'), 500, 'INTERNAL', undefined],
    ['what is no error', 'thrown text', 500, 'INTERNAL', undefined],
    ['too many tries', tooManyRequests(3.2, 'x'), 429, 'TOO_MANY_REQUESTS', '4'],
    ['a malformed path', new URIError('x'), 400, 'BAD_REQUEST', undefined],
    [
      'a long body',
      Object.assign(new Error('x'), { status: 413 }),
      413,
      'PAYLOAD_TOO_LARGE',
      undefined,
    ],
    [
      'a fault of the framework',
      Object.assign(new Error('x'), { status: 502 }),
      500,
      'INTERNAL',
      undefined,
    ],
  ])('%s', (_, error, status, code, retryAfter) => {
    const { problem, headers, isFault } = problemOf(error);
    expect(problem).toMatchObject({ status, code, type: 'about:blank' });
    expect(headers['retry-after']).toBe(retryAfter);
    expect(isFault).toBe(status >= 500);
  });

  it('tells nothing of what went wrong on our side', () => {
    expect(JSON.stringify(problemOf(new TypeError('secret detail')))).not.toContain('secret');
  });

  it('keeps what helps to mend the input', () => {
    const { problem } = problemOf(badInput([{ path: 'name', message: 'Missing.' }]));
    expect(problem).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'name: Missing.',
      code: 'BAD_INPUT',
      errors: [{ path: 'name', message: 'Missing.' }],
    });
  });

  it('asks for a token where one is missing', () => {
    expect(problemOf(unauthorized('X', 'x')).headers['www-authenticate']).toBe('Bearer');
  });
});
