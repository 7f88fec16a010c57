import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeKey, encodeKey } from './state-key.ts';

const key = fc.string({ unit: fc.constantFrom('\u0000', '\u0001', '\u0002', '\u0003', 'a', 'é') });

describe('a stored key', () => {
  it('holds no NUL and comes back as it was', () => {
    fc.assert(
      fc.property(key, (k) => {
        expect(encodeKey(k)).not.toContain('\u0000');
        expect(decodeKey(encodeKey(k))).toBe(k);
      }),
    );
  });

  it('keeps its place among the others', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compare(encodeKey(a), encodeKey(b)))).toBe(Math.sign(compare(a, b)));
      }),
    );
  });
});

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
