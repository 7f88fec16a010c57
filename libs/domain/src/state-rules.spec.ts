import { describe, expect, it } from '@jest/globals';
import { STATE_VALUE_BYTES } from './limits.ts';
import { problemOfStateKey, problemOfStateValue } from './state-rules.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a state value', () => {
  it.each([
    ['an integer beyond the doubles', '123456789012345678901234567890'],
    ['the longest integer', `-${'9'.repeat(4300)}`],
    ['brackets in strings', `["${nested(200)}"]`],
    ['an escaped pair', '"\\ud83d\\ude00"'],
    ['an escaped NUL', '"\\u0000"'],
    ['depth at the limit', nested(100)],
    ['bytes at the limit', `"${'x'.repeat(STATE_VALUE_BYTES - 2)}"`],
  ])('may hold %s', (_, text) => {
    expect(problemOfStateValue('k', text)).toBeNull();
  });

  it.each([
    ['not JSON', '{a:1}', /not JSON/],
    ['one level too deep', nested(101), /nested too deeply/],
    ['one byte too large', `"${'x'.repeat(STATE_VALUE_BYTES - 1)}"`, /524,289 bytes/],
    ['two bytes a character', `"${'é'.repeat(STATE_VALUE_BYTES / 2)}"`, /524,290 bytes/],
    ['a fraction beyond the doubles', '[1e400]', /number/],
    ['an integer too long to read', '1'.repeat(4301), /number/],
    ['half a pair', '"\ud83d"', /surrogate/],
    ['half a pair, escaped', '{"a\\uD83d":1}', /surrogate/],
  ])('may not be %s', (_, text, why) => {
    expect(problemOfStateValue('k', text)).toMatch(why);
  });
});

describe('a state key', () => {
  it.each(['a', 'x'.repeat(256), '__proto__', 'a/b?c', '😀'])('may be %s', (key) => {
    expect(problemOfStateKey(key)).toBeNull();
  });

  it.each(['', 'x'.repeat(257), 'a\0b', '\ud83d'])('may not be %j', (key) => {
    expect(problemOfStateKey(key)).not.toBeNull();
  });
});
