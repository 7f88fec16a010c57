import { describe, expect, it } from '@jest/globals';
import { faultOf } from './redis-fault.ts';

describe('a failure of Redis', () => {
  it.each([
    ['LOADING Redis is loading the dataset in memory', 'away'],
    [
      `READONLY You can't write against a read only replica. script: ab, on @user_script:3.`,
      'away',
    ],
    [`MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.`, 'away'],
    ['TRYAGAIN Multiple keys request during rehashing of slot', 'away'],
    ['CLUSTERDOWN Hash slot not served', 'away'],
    ['MISCONF Errors writing to the AOF file: No space left on device', 'away'],
    ['BUSY Redis is busy running a script.', 'away'],
    ['Too many Cluster redirections. Last error: ReplyError: MOVED 1 h:1', 'away'],
    ['Connection is closed.', 'away'],
    [`OOM command not allowed when used memory > 'maxmemory'.`, 'full'],
    ['ERR Error running script: @user_script:1: -OOM command not allowed', 'full'],
    ['MOVED 3999 127.0.0.1:6381', 'lasting'],
    ['NOPERM this user has no permissions to run the command', 'lasting'],
    ['WRONGPASS invalid username-password pair or user is disabled.', 'lasting'],
  ])('that says %s is %s', (message, fault) => {
    expect(faultOf(new Error(message))).toBe(fault);
  });

  it('of the network passes', () => {
    expect(faultOf(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe('away');
    expect(faultOf(null)).toBe('lasting');
  });
});
