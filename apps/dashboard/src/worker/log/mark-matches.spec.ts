import { describe, expect, it } from '@jest/globals';
import { markMatches } from './mark-matches.ts';

describe('markMatches', () => {
  it('marks every match, whatever its case', () => {
    expect(markMatches('Price up, price down', 'price')).toEqual([
      { text: 'Price', isMatch: true },
      { text: ' up, ', isMatch: false },
      { text: 'price', isMatch: true },
      { text: ' down', isMatch: false },
    ]);
  });

  it('loses nothing of the text', () => {
    for (const search of ['a', 'aa', 'b', 'x', '']) {
      const parts = markMatches('aabaaab', search);
      expect(parts.map((part) => part.text).join('')).toBe('aabaaab');
    }
  });

  it('gives an empty text as one empty part', () => {
    expect(markMatches('', 'a')).toEqual([{ text: '', isMatch: false }]);
  });

  it('marks nothing where letters change their length', () => {
    expect(markMatches('İstanbul price', 'price')).toEqual([
      { text: 'İstanbul price', isMatch: false },
    ]);
  });
});
