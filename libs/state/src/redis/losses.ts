import type { Redis } from 'ioredis';

/** Settings of one server that decide what a crash can take; null where they may not be read. */
export interface FsyncSettings {
  readonly appendfsync: string | null;
  readonly noAppendfsyncOnRewrite: string | null;
}

/** What a server is set to that can lose state that was acknowledged, in sentences; empty: nothing. */
export async function lossesAt(node: Redis): Promise<readonly string[]> {
  const [info, appendfsync, noAppendfsyncOnRewrite] = await Promise.all([
    node.info(),
    setting(node, 'appendfsync'),
    setting(node, 'no-appendfsync-on-rewrite'),
  ]);
  return lossesOf(info, { appendfsync, noAppendfsyncOnRewrite });
}

/** Managed services forbid CONFIG. A connection that broke meanwhile fails the INFO beside it too. */
async function setting(node: Redis, name: string): Promise<string | null> {
  const answer = await node.config('GET', name).catch(() => null);
  return Array.isArray(answer) && answer.length > 1 ? String(answer[1]) : null;
}

export function lossesOf(info: string, fsync: FsyncSettings): readonly string[] {
  const problems: string[] = [];
  const major = Number(/^redis_version:(\d+)/m.exec(info)?.[1] ?? '0');
  if (major < 7) problems.push('needs Redis 7 or later: its scripts do not run here');
  if (!/^aof_enabled:1/m.test(info)) {
    problems.push('appendonly is off: a restart loses what was set since the last snapshot');
  } else if (fsync.appendfsync === null) {
    problems.push('appendfsync could not be read: unless it is always, a power cut loses a second');
  } else if (fsync.appendfsync !== 'always') {
    problems.push(
      `appendfsync is ${fsync.appendfsync}: a crash may lose what was set within the last seconds`,
    );
  } else if (fsync.noAppendfsyncOnRewrite === 'yes') {
    problems.push('no-appendfsync-on-rewrite is yes: a crash during a rewrite may lose minutes');
  }
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'noeviction';
  if (policy !== 'noeviction') {
    problems.push(`maxmemory-policy is ${policy}: Redis may remove state when memory is short`);
  }
  return problems;
}
