import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RotatingFile } from './rotating-file.ts';

let folder = '';
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aispinner-log-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a log file of bounded size', () => {
  it('keeps what is newest, in order, within its bound', () => {
    const file = new RotatingFile(join(folder, 'x.log'), { maxBytes: 10, oldFiles: 2 });
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) file.write(`row${n}\n`);
    file.close();
    expect(readdirSync(folder).sort()).toEqual(['x.log', 'x.log.1', 'x.log.2']);
    expect([read('x.log.2'), read('x.log.1'), read('x.log')].join('')).toBe(
      'row3\nrow4\nrow5\nrow6\nrow7\nrow8\n',
    );
  });

  it('goes on where an earlier process has stopped', () => {
    for (const text of ['first\n', 'again\n', 'third\n']) {
      const file = new RotatingFile(join(folder, 'x.log'), { maxBytes: 12, oldFiles: 1 });
      file.write(text);
      file.close();
    }
    expect(read('x.log.1')).toBe('first\nagain\n');
    expect(read('x.log')).toBe('third\n');
  });

  it('writes a line longer than its bound whole, in a file of its own', () => {
    const file = new RotatingFile(join(folder, 'x.log'), { maxBytes: 4, oldFiles: 1 });
    file.write('a\n');
    file.write('much longer\n');
    file.close();
    expect(read('x.log')).toBe('much longer\n');
  });

  it('lets its owner live where nothing can be written', () => {
    mkdirSync(join(folder, 'x.log'));
    const file = new RotatingFile(join(folder, 'x.log'));
    expect(() => file.write('lost\n')).not.toThrow();
    file.close();
  });
});
