import { join } from 'node:path';
import { hasApt, unpackDebian } from './debian-packages.ts';
import { dockerProgram } from './docker-engine.ts';
import { LocalServiceError } from './local-service-error.ts';
import { findProgram, tryProgram } from './run-program.ts';
import { cached, exists } from './service-cache.ts';
import type { ServiceProgram } from './service-program.ts';

const IMAGE = 'redis:7.4.2-bookworm';
/** `SET … GET`, functions and the like that the adapters may use. */
const OLDEST_MAJOR = 7;

/**
 * A Redis server: of Docker where an engine answers, else of this machine, else of Debian's packages,
 * unpacked into the cache. Throws `LocalServiceError` where there is none.
 */
export async function redisProgram(): Promise<ServiceProgram> {
  const docker = await dockerProgram(IMAGE, 'redis-server');
  if (docker !== null) return docker;
  const program = await findProgram('redis-server');
  const version = program === null ? null : versionOf(await tryProgram(program, ['--version']));
  if (program !== null && version !== null) {
    return {
      source: `Redis ${version} of this machine, ${program}`,
      launch: (args) => ({ program, args }),
    };
  }
  if (!(await hasApt())) {
    throw new LocalServiceError(
      `Redis ${OLDEST_MAJOR} or newer was not found: put redis-server on the PATH, start Docker, or set TEST_REDIS_URL.`,
    );
  }
  return unpacked();
}

async function unpacked(): Promise<ServiceProgram> {
  const folder = await cached('redis-debian', (draft) => unpackDebian(['redis-server'], draft));
  const program = join(folder, 'usr', 'bin', 'redis-server');
  const libraries = await libraryFolders(folder);
  const env = { LD_LIBRARY_PATH: libraries.join(':') };
  const told = await tryProgram('env', [`LD_LIBRARY_PATH=${env.LD_LIBRARY_PATH}`, program, '-v']);
  const version = versionOf(told);
  if (version === null) {
    throw new LocalServiceError(
      `Debian's Redis in ${folder} does not run, or is older than ${OLDEST_MAJOR}: remove that folder, or put a newer redis-server on the PATH.`,
    );
  }
  return {
    source: `Redis ${version} of Debian's packages, in ${folder}`,
    launch: (args) => ({ program, args, env }),
  };
}

async function libraryFolders(folder: string): Promise<readonly string[]> {
  const names = ['x86_64-linux-gnu', 'aarch64-linux-gnu', ''];
  const folders = names.flatMap((name) => [
    join(folder, 'usr', 'lib', name),
    join(folder, 'lib', name),
  ]);
  const there = await Promise.all(folders.map(exists));
  return folders.filter((_, i) => there[i]);
}

/** Of `Redis server v=7.0.15 sha=…`; null where that is too old or no answer. */
export function versionOf(told: string | null): string | null {
  const version = /\bv=(\d+)\.(\S+)/.exec(told ?? '');
  if (version === null || Number(version[1]) < OLDEST_MAJOR) return null;
  return `${version[1]}.${version[2]}`;
}
