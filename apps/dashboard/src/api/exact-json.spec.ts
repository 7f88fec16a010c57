import { describe, expect, it } from '@jest/globals';
import { parseExact, printExact } from './exact-json.ts';

describe('exact JSON', () => {
  it.each(['9007199254740993', '[12345678901234567890123,1.0]', '{"a":{"b":-0,"c":1e400}}'])(
    'gives %s back as it was written',
    (text) => {
      expect(printExact(parseExact(text))).toBe(text);
    },
  );

  it('keeps ordinary numbers as numbers', () => {
    expect(parseExact('{"n":[1,2.5,-3]}')).toEqual({ n: [1, 2.5, -3] });
  });

  it('refuses what is not JSON', () => {
    expect(() => parseExact('{oops}')).toThrow(SyntaxError);
  });
});
