import type { ServiceLog } from '@aispinner/platform/postgres';
import { Cluster, type Redis } from 'ioredis';

/**
 * Warns of settings of Redis under which state that was acknowledged can be lost. Managed services
 * forbid CONFIG: then only what INFO tells is judged, and that the rest was not seen is said.
 */
export async function warnOfLosses(driver: Redis | Cluster, log: ServiceLog): Promise<void> {
  const nodes = driver instanceof Cluster ? driver.nodes('master') : [driver];
  for (const node of nodes) {
    try {
      const info = await node.info();
      const fsync = await node
        .config('GET', 'appendfsync')
        .then((answer) => String(answer[1]))
        .catch(() => null);
      const problems = lossesOf(info, fsync);
      if (problems.length > 0) log.warn({ problems }, 'redis may lose state');
    } catch (err) {
      log.warn({ err }, 'settings of redis not checked');
    }
  }
}

/** `fsync`: the setting `appendfsync`, null where it may not be read. */
export function lossesOf(info: string, fsync: string | null): readonly string[] {
  const problems: string[] = [];
  const major = Number(/^redis_version:(\d+)/m.exec(info)?.[1] ?? '0');
  if (major < 7) problems.push('needs Redis 7 or later: its scripts do not run here');
  if (!/^aof_enabled:1/m.test(info)) {
    problems.push('appendonly is off: a restart loses what was set since the last snapshot');
  } else if (fsync === null) {
    problems.push('appendfsync could not be read: unless it is always, a power cut loses a second');
  } else if (fsync !== 'always') {
    problems.push(`appendfsync is ${fsync}: a crash may lose what was set within the last seconds`);
  }
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'noeviction';
  if (policy !== 'noeviction') {
    problems.push(`maxmemory-policy is ${policy}: Redis may remove state when memory is short`);
  }
  return problems;
}
