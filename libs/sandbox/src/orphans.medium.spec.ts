import { eventually } from '@aispinner/testing';
import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./fixtures/orphan-runner.ts', import.meta.url));
const images = join(tmpdir(), 'aispinner-test-images');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it.each(['kernel', 'reaper'])(
  'a sandbox in a hot loop dies with a runner that is killed (by the %s)',
  async (walls) => {
    const runner = spawn(
      process.execPath,
      ['--no-warnings', '--conditions=@aispinner/source', script, images, walls],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(runner.stdout, 'data')) as [Buffer];
    const sandbox = Number(line.toString());
    expect(isAlive(sandbox)).toBe(true);
    runner.kill('SIGKILL');
    await once(runner, 'exit');
    await eventually(() => expect(isAlive(sandbox)).toBe(false), { timeoutMs: 10_000 });
  },
  30_000,
);
