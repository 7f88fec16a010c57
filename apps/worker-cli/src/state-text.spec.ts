import { describe, expect, it } from '@jest/globals';
import { readStateText, stateText } from './state-text.ts';

describe('a state file', () => {
  it('keeps every digit, the order of keys, and text that looks like JSON', () => {
    const text = `{
      "big" : 123456789012345678901234567890,
      "exact": [1.0, 1e-7, {"10": 1, "9": [ ] }],
      "text": " \\" {,}: \\u0041",
      "__proto__": null, "empty": {}
    }`;
    expect(readStateText(text)).toEqual({
      kind: 'state',
      entries: [
        ['big', '123456789012345678901234567890'],
        ['exact', '[1.0,1e-7,{"10":1,"9":[]}]'],
        ['text', '" \\" {,}: \\u0041"'],
        ['__proto__', 'null'],
        ['empty', '{}'],
      ],
    });
  });

  it('reads what it writes', () => {
    const entries: [string, string][] = [
      ['a "quoted" key\n', '{"n":[1,2]}'],
      ['b', '12345678901234567890'],
    ];
    expect(readStateText(stateText(entries))).toEqual({ kind: 'state', entries });
    expect(stateText([['count', '3']])).toBe('{\n  "count": 3\n}\n');
    expect(stateText([])).toBe('{}\n');
    expect(readStateText('{}')).toEqual({ kind: 'state', entries: [] });
  });

  it.each([
    ['', 'is not JSON'],
    ['{"a": NaN}', 'is not JSON'],
    ['[1]', 'does not hold a JSON object'],
    ['null', 'does not hold a JSON object'],
    ['{"": 1}', 'must not be empty'],
    [`{"a": "${'x'.repeat(512 * 1024)}"}`, 'the limit is 524,288'],
    ['{"a": 1e999}', 'number that no reader can hold'],
  ])('refuses %.20j', (text, problem) => {
    expect(readStateText(text)).toEqual({
      kind: 'wrong',
      problem: expect.stringContaining(problem),
    });
  });
});
