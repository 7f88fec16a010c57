import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHome } from './home-lock.ts';

let home = '';
let lockFile = '';
let neighbour: ChildProcess | null = null;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'aispinner-lock-'));
  lockFile = join(home, 'lock');
});

afterEach(() => {
  neighbour?.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

describe('the lock of a home folder', () => {
  it('is held by one, and free again once released', async () => {
    const lock = await lockHome(lockFile, home);
    await expect(lockHome(lockFile, home)).rejects.toThrow(
      `AiSpinner already runs on ${home} (process ${process.pid})`,
    );
    lock.release();
    (await lockHome(lockFile, home)).release();
    expect(readdirSync(home)).toEqual([]);
  });

  it('is given to one of many that ask at once', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 10 }, () => lockHome(lockFile, home)),
    );
    expect(asked.filter((a) => a.status === 'fulfilled')).toHaveLength(1);
  });

  it('falls to the next when its holder has died', async () => {
    writeFileSync(lockFile, '4194305 77\n');
    await lockHome(lockFile, home);
    expect(readFileSync(lockFile, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  });

  it('falls to the next when another program has the number of the dead holder', async () => {
    neighbour = spawn('sleep', ['60']);
    writeFileSync(lockFile, `${neighbour.pid} 1\n`);
    await lockHome(lockFile, home);
    expect(readFileSync(lockFile, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  });

  it('is not released by one who has lost it', async () => {
    const lock = await lockHome(lockFile, home);
    writeFileSync(lockFile, '1 1\n');
    lock.release();
    expect(readFileSync(lockFile, 'utf8')).toBe('1 1\n');
  });

  it('says that the folder cannot be written where that is so', async () => {
    await expect(lockHome(join(home, 'nowhere', 'lock'), home)).rejects.toThrow(
      'cannot be written',
    );
  });
});
