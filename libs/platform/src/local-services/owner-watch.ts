import { spawn } from 'node:child_process';

/**
 * Leaves a shell behind that waits for our end of a pipe to close, which the kernel does even after
 * `kill -9`, and then runs `script`, with `words` as its `$1`, `$2` and so on. `dismiss` ends it without.
 */
export function watchOwner(
  name: string,
  script: string,
  words: readonly string[],
): { dismiss(): void } {
  const shell = spawn('/bin/sh', ['-c', `read -r _ && exit; ${script}`, name, ...words], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  // It must not keep its owner alive.
  shell.unref();
  return { dismiss: () => void shell.stdin.end('done\n') };
}
