import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@aispinner/testing';
import { KeptProcess } from './kept-process.ts';
import { ProcessOutput } from './process-output.ts';

let logs = '';
let shown: string[] = [];
let kept: KeptProcess | null = null;

beforeEach(() => {
  logs = mkdtempSync(join(tmpdir(), 'aispinner-kept-'));
  shown = [];
});

afterEach(async () => {
  await kept?.stop(0);
  rmSync(logs, { recursive: true, force: true });
});

/** Keeps a Node process that runs `script`. */
function keep(script: string, env: Record<string, string> = {}): KeptProcess {
  const show = (line: string): void => void shown.push(line);
  const output = new ProcessOutput('child', logs, show);
  const command = [process.execPath, '-e', script] as const;
  kept = new KeptProcess({ name: 'child', command, env }, output, show);
  kept.start();
  return kept;
}

const log = (): string => readFileSync(join(logs, 'child.log'), 'utf8');
const STAY = 'setInterval(() => {}, 1000);';

describe('a kept process', () => {
  it('is started again after it was killed, and that is told', async () => {
    const child = keep(`console.log(process.pid); ${STAY}`);
    const first = await eventually(() => {
      expect(log()).toMatch(/^\d+\n$/);
      return child.pid;
    });
    process.kill(first ?? 0, 'SIGKILL');
    await eventually(() => expect(log()).toMatch(/^\d+\n\d+\n$/));
    expect(child.pid).not.toBe(first);
    expect(shown).toContain('child ended (SIGKILL), starting it again in 250 ms');
  });

  it('pauses longer each time that it ends at once', async () => {
    keep('process.exit(3)');
    await eventually(() =>
      expect(shown.slice(0, 3)).toEqual([
        'child ended (exit code 3), starting it again in 250 ms',
        'child ended (exit code 3), starting it again in 500 ms',
        'child ended (exit code 3), starting it again in 1000 ms',
      ]),
    );
  });

  it('finishes its work when it is stopped, and is not started again', async () => {
    const child = keep(
      `process.once('SIGTERM', () => setTimeout(() => { console.log('done'); process.exit(0); }, 50));
       console.log('up'); ${STAY}`,
    );
    await eventually(() => expect(log()).toBe('up\n'));
    await child.stop(5000);
    expect(child.pid).toBeNull();
    await eventually(() => expect(log()).toBe('up\ndone\n'));
    expect(shown.filter((line) => line.includes('again'))).toEqual([]);
  });

  it('is killed with what it has started when it does not stop', async () => {
    const child = keep(
      `process.on('SIGTERM', () => {});
       const grandchild = require('node:child_process').spawn('sleep', ['600']);
       console.log(grandchild.pid); ${STAY}`,
    );
    const grandchild = await eventually(() => {
      expect(log()).toMatch(/^\d+\n$/);
      return Number(log());
    });
    await child.stop(100);
    expect(child.pid).toBeNull();
    await eventually(() => expect(() => process.kill(grandchild, 0)).toThrow('ESRCH'));
  });

  it('is ready when it says so', async () => {
    const child = keep(
      `console.log('up'); process.on('SIGUSR2', () => process.send('ready')); ${STAY}`,
    );
    let isReady = false;
    void child.ready.then(() => (isReady = true));
    await eventually(() => expect(log()).toBe('up\n'));
    expect(isReady).toBe(false);
    process.kill(child.pid ?? 0, 'SIGUSR2');
    await child.ready;
  });

  it('sees only the environment of its plan', async () => {
    keep(`console.log(Object.keys(process.env).join()); ${STAY}`, { ONLY: 'this' });
    await eventually(() => expect(log()).toBe('ONLY\n'));
  });

  it('shows its last words when it crashes', async () => {
    keep(`throw new Error('boom')`);
    await eventually(() => expect(shown.join('\n')).toContain('child: Error: boom'));
  });
});
