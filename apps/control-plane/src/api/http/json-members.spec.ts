import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compactJson, jsonMembers, jsonObject } from './json-members.ts';

describe('the members of a JSON object', () => {
  it('keep their digits, the order of their keys and their spaces inside strings', () => {
    const text =
      '{ "b" : 123456789012345678901234567890 , "1": [ 1.0, {"x": "a , b"} ], "0":\n"}" }';
    expect([...jsonMembers(text)]).toEqual([
      ['b', '123456789012345678901234567890'],
      ['1', '[1.0,{"x":"a , b"}]'],
      ['0', '"}"'],
    ]);
  });

  it('are those of the outermost object alone', () => {
    expect([...jsonMembers('{"a":{"b":1},"c":[{"d":2},3]}').keys()]).toEqual(['a', 'c']);
  });

  it('have the last value where a name comes twice', () => {
    expect([...jsonMembers('{"a":1,"b":2,"a":3}')]).toEqual([
      ['b', '2'],
      ['a', '3'],
    ]);
  });

  it('know names that are escaped', () => {
    expect(jsonMembers('{"\\u0061\\"":1}').get('a"')).toBe('1');
  });

  it.each(['[1,{"a":2}]', '"{"', '1', 'null', '{}', ' { } '])('%s has none', (text) => {
    expect(jsonMembers(text).size).toBe(0);
  });

  it('make the same value again, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value, null, 3);
        expect(JSON.parse(jsonObject(jsonMembers(text)))).toEqual(JSON.parse(text));
        expect(compactJson(text)).toBe(JSON.stringify(value));
      }),
    );
  });
});
