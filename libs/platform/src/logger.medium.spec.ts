import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

it('lets a process exit whose log nobody reads any more', async () => {
  const logger = JSON.stringify(join(import.meta.dirname, 'logger.ts'));
  const program = `
    import { createLogger } from ${logger};
    const log = createLogger('test', { logLevel: 'info' });
    log.info('started');
    process.stdin.once('end', () => { log.info('stopping'); log.info('stopped'); process.exit(7); });
    process.stdin.resume();
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  expect(line.toString()).toContain('"msg":"started"');
  child.stdout.destroy();
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([7, null]);
}, 30_000);
