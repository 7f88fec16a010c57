import { InfraError } from '@aispinner/platform';
import type { SetResult, StateEntry, StateScope, StateStore } from '../state-store.ts';
import type { RedisClient } from './redis-client.ts';
import { OVERTAKEN } from './redis-fault.ts';
import { stateKeys } from './redis-keys.ts';
import type { ScriptName } from './redis-scripts.ts';

/** Bytes of values in one answer, so that one listing does not hold up everybody else. */
const ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * Values are fields of a hash, `<epoch ms> <JSON text>`, beside a sorted set of their keys. A write is
 * one script, so value, index, limit and fence are one step.
 *
 * A try that was given up may still be on its way, in a socket that the server has not read. Under a
 * lease every try has a number, and a later try shuts out those before it: what was written after it
 * cannot be undone by what comes late.
 */
export class RedisStateStore implements StateStore {
  private readonly client: RedisClient;
  private tries = 0;

  constructor(client: RedisClient) {
    this.client = client;
  }

  async get(scope: StateScope, key: string): Promise<StateEntry | null> {
    const [values] = stateKeys(this.client.prefix, scope);
    const stored = await this.client.insist('state get', () =>
      this.client.driver.hget(values, key),
    );
    return stored === null ? null : entryOf(key, stored);
  }

  async set(
    scope: StateScope,
    key: string,
    valueJson: string,
    limits: { maxKeys: number },
  ): Promise<SetResult> {
    const answer = await this.write('stateSet', scope, () => [key, valueJson, limits.maxKeys]);
    switch (answer) {
      case 'stored':
      case 'fenced':
        return { kind: answer };
      case 'full':
        return { kind: 'tooManyKeys', limit: limits.maxKeys };
      default:
        throw new InfraError(`unknown answer ${String(answer)}`, { retriable: false });
    }
  }

  async delete(scope: StateScope, key: string): Promise<boolean> {
    return (await this.write('stateDelete', scope, (firstTry) => [key, firstTry])) === 1;
  }

  async list(
    scope: StateScope,
    page: { after: string | null; limit: number },
  ): Promise<StateEntry[]> {
    const [values, index] = stateKeys(this.client.prefix, scope);
    const entries: StateEntry[] = [];
    let start = page.after === null ? '-' : `(${page.after}`;
    for (;;) {
      const answer = await this.client.run(
        'stateList',
        [values, index],
        [start, page.limit - entries.length, ANSWER_BYTES],
      );
      const [more, found] = answer as [number, string[]];
      for (let n = 0; n < found.length; n += 2) {
        entries.push(entryOf(found[n] ?? '', found[n + 1] ?? ''));
      }
      if (more === 0) return entries;
      start = `(${entries.at(-1)?.key ?? ''}`;
    }
  }

  async clear(scope: StateScope): Promise<void> {
    await this.write('stateClear', scope, () => []);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private write(
    script: ScriptName,
    scope: StateScope,
    argsOf: (firstTry: number) => readonly (string | number)[],
  ): Promise<unknown> {
    const keys = stateKeys(this.client.prefix, scope);
    let [firstTry, given] = [0, 0];
    return this.client.insist(script, async () => {
      const barrier = given;
      given = ++this.tries;
      firstTry ||= given;
      const lead = [scope.fence ?? '', given, barrier];
      const answer = await this.client.once(script, keys, [...lead, ...argsOf(firstTry)]);
      if (answer === 'overtaken') throw new Error(OVERTAKEN);
      return answer;
    });
  }
}

function entryOf(key: string, stored: string): StateEntry {
  const space = stored.indexOf(' ');
  return {
    key,
    valueJson: stored.slice(space + 1),
    updatedAt: new Date(Number(stored.slice(0, space))),
  };
}
