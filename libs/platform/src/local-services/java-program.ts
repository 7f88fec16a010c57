import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { hasApt, installDebian } from './debian-packages.ts';
import { LocalServiceError } from './local-service-error.ts';
import { findProgram, tryProgram } from './run-program.ts';
import { exists } from './service-cache.ts';

/** Kafka 4 needs it. */
const OLDEST_JAVA = 17;

/** Where Javas lie that are not on the PATH; each holds folders with `bin/java`. */
const HOMES = ['/usr/lib/jvm', '/usr/local', '/usr/local/lib', '/usr/local/lib/jvm', '/opt'];

/**
 * The Java of this machine, installed from Debian where it is absent. Throws `LocalServiceError` where
 * there is none of version 17 or newer.
 */
export async function javaProgram(): Promise<string> {
  const found = await findJava();
  if (found !== null) return found;
  if (!(await hasApt())) throw noJava();
  await installDebian(['default-jre-headless']);
  const installed = await findJava();
  if (installed === null) throw noJava();
  return installed;
}

async function findJava(): Promise<string | null> {
  const first = await findProgram('java');
  for (const program of [...(first === null ? [] : [first]), ...(await javasBeside())]) {
    const major = javaMajorOf(await tryProgram(program, ['-version']));
    if (major !== null && major >= OLDEST_JAVA) return program;
  }
  return null;
}

async function javasBeside(): Promise<readonly string[]> {
  const homes = [...HOMES, join(homedir(), '.sdkman', 'candidates', 'java')];
  const programs: string[] = [];
  for (const home of homes) {
    const names = await readdir(home).catch(() => []);
    programs.push(...names.map((name) => join(home, name, 'bin', 'java')));
  }
  const there = await Promise.all(programs.map(exists));
  return programs.filter((_, i) => there[i]);
}

/** Of `openjdk version "17.0.15" 2025-04-15`; null where that is no answer of Java. */
export function javaMajorOf(told: string | null): number | null {
  const version = /version "(\d+)/.exec(told ?? '');
  return version === null ? null : Number(version[1]);
}

function noJava(): LocalServiceError {
  return new LocalServiceError(
    `Kafka needs Java ${OLDEST_JAVA} or newer: put java on the PATH, start Docker, or set TEST_KAFKA_BROKERS.`,
  );
}
