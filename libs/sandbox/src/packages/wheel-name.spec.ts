import { describe, expect, it } from '@jest/globals';
import { parseWheelName } from './wheel-name.ts';

const ABI = { python: '314', abi: '2026_0' };

describe('parseWheelName', () => {
  it.each([
    ['numpy-2.4.6-cp314-cp314-pyemscripten_2026_0_wasm32.whl', 'numpy'],
    ['six-1.17.0-py2.py3-none-any.whl', 'six'],
    ['Foo_Bar-1-py3-none-any.whl', 'foo-bar'],
    ['a-1-cp39-abi3-pyemscripten_2026_0_wasm32.whl', 'a'],
    ['a-1-7-py3-none-pyemscripten_2026_0_wasm32.whl', 'a'],
  ])('takes %s', (file, name) => {
    expect(parseWheelName(file, ABI).name).toBe(name);
  });

  it.each([
    'numpy-2.4.6-cp313-cp313-pyemscripten_2026_0_wasm32.whl',
    'numpy-2.4.6-cp314-cp314-pyemscripten_2025_0_wasm32.whl',
    'numpy-2.4.6-cp314-cp314-manylinux_2_27_x86_64.whl',
    'a-1-cp315-abi3-pyemscripten_2026_0_wasm32.whl',
    'a-1-cp39-none-any.whl',
    'a-1-py2-none-any.whl',
  ])('refuses %s', (file) => {
    expect(() => parseWheelName(file, ABI)).toThrow(`${file} is for another interpreter`);
  });

  it.each(['six.tar.gz', 'six.whl', 'six-1.whl'])('%s is no name of a wheel', (file) => {
    expect(() => parseWheelName(file, ABI)).toThrow('is not the name of a wheel');
  });
});
