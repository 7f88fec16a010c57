import { readdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { LocalServiceError } from './local-service-error.ts';
import { runProgram, tryProgram } from './run-program.ts';

/** Whether this system takes its packages from apt. */
export async function hasApt(): Promise<boolean> {
  return (await tryProgram('apt-get', ['--version'])) !== null;
}

/**
 * Unpacks Debian packages and what they need that is not installed into `folder`, without installing
 * anything: no root is needed, and no service starts. Throws `LocalServiceError`.
 */
export async function unpackDebian(packages: readonly string[], folder: string): Promise<void> {
  await withFreshLists(async () => {
    const simulated = await runProgram('apt-get', [
      'install',
      '--simulate',
      '--no-install-recommends',
      ...packages,
    ]);
    await runProgram('apt-get', ['download', ...packagesToAdd(simulated)], { cwd: folder });
  });
  const archives = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  for (const archive of archives) {
    await runProgram('dpkg-deb', ['-x', join(folder, archive), folder]);
  }
}

/** Installs Debian packages, as root. Throws `LocalServiceError`. */
export async function installDebian(packages: readonly string[]): Promise<void> {
  if (userInfo().uid !== 0) {
    throw new LocalServiceError(
      `Only root can install ${packages.join(' and ')}: run "apt-get install ${packages.join(' ')}" as root.`,
    );
  }
  await withFreshLists(() =>
    runProgram('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages]),
  );
}

/** What a simulated install would add; what it would only bring up to date is not among them. */
export function packagesToAdd(simulated: string): readonly string[] {
  return [...simulated.matchAll(/^Inst (\S+) \(/gm)].flatMap(([, name]) => name ?? []);
}

/** apt has locks that it does not wait for: one after the other. */
let turn: Promise<unknown> = Promise.resolve();

/** Package lists that are missing or stale are fetched, once, where this user may. */
function withFreshLists(work: () => Promise<unknown>): Promise<void> {
  const mine = turn.then(async () => {
    try {
      await work();
    } catch (error) {
      if (userInfo().uid !== 0) throw error;
      await runProgram('apt-get', ['update', '-q']);
      await work();
    }
  });
  turn = mine.catch(() => undefined);
  return mine;
}
