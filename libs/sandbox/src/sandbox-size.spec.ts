import { describe, expect, it } from '@jest/globals';
import { memoryOf, namesModule, sizeWithPackages } from './sandbox-size.ts';

describe('namesModule', () => {
  it.each([
    ['import numpy', true],
    ['def tick(ctx):\n  from numpy.linalg import norm', true],
    ['import json, numpy as np', true],
    ['m = __import__("numpy")', true],
    ['import numpylike', false],
    ['my_numpy = 1', false],
    ['import json', false],
  ])('%j: %s', (code, named) => {
    expect(namesModule(code, ['pandas', 'numpy'])).toBe(named);
  });

  it('finds nothing where nothing is installed', () => {
    expect(namesModule('import numpy', [])).toBe(false);
  });
});

describe('a size', () => {
  it('with packages is another than the same without, and has the same memory', () => {
    expect(sizeWithPackages(256)).not.toBe(256);
    expect(sizeWithPackages(256)).toBe(sizeWithPackages(256));
    expect(memoryOf(sizeWithPackages(256))).toBe(memoryOf(256));
  });
});
