import { describe, expect, it } from '@jest/globals';
import { makeWheel } from '../fixtures/make-wheel.ts';
import { readWheel } from './read-wheel.ts';

const read = (...entries: Parameters<typeof makeWheel>[0]) =>
  readWheel(makeWheel(entries), 'x.whl').map(([path, content]) => [path, content.toString()]);

describe('readWheel', () => {
  it('gives the files in the order of their paths, and no folders', () => {
    expect(
      read(
        { path: 'b.py', content: '2' },
        { path: 'a/', content: '' },
        { path: 'a/c.py', content: '1' },
      ),
    ).toEqual([
      ['a/c.py', '1'],
      ['b.py', '2'],
    ]);
  });

  it.each(['../x.py', '/etc/x', 'a/../../x', 'a//b', './a', 'a\\b', 'C:/x', 'a/\u0000b', ''])(
    'refuses the path %j',
    (path) => {
      expect(() => read({ path, content: '' })).toThrow('leads out of it');
    },
  );

  it('refuses links', () => {
    expect(() => read({ path: 'a', content: '/etc', mode: 0o120777 })).toThrow('a is a link');
  });

  it('refuses two files of one name, and a file that is a folder too', () => {
    expect(() => read({ path: 'a', content: '' }, { path: 'a', content: '' })).toThrow('twice');
    expect(() => read({ path: 'a', content: '' }, { path: 'a/b', content: '' })).toThrow(
      'in a file',
    );
  });

  it('refuses what is broken, wherever it is cut or changed', () => {
    const whole = makeWheel([{ path: 'a.py', content: 'content of a' }]);
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => readWheel(whole.subarray(0, length), 'x.whl')).toThrow(
        'The wheel x.whl is refused',
      );
    }
    const changed = Buffer.from(whole);
    changed.write('X', whole.indexOf('content'));
    expect(() => readWheel(changed, 'x.whl')).toThrow('the contents of a.py are broken');
  });
});
