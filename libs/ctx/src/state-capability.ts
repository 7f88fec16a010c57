import { problemOfStateKey, problemOfStateValue } from '@aispinner/domain';
import { InfraError } from '@aispinner/platform';
import { CapabilityError } from '@aispinner/sandbox';
import type { StateEntry, StateScope, StateStore } from '@aispinner/state';
import { z } from 'zod';
import type { CapabilityFamily } from './ctx-host.ts';

const keyArgs = z.object({ key: z.string() });
const setArgs = z.object({ key: z.string(), valueJson: z.string() });

/** Entries read from the store at a time for `keys` and `get_all`. */
const PAGE = 500;

/**
 * `ctx.state` of one worker. Written through: what `set` returned for is in the store, whatever
 * becomes of the tick.
 */
export class StateCapability implements CapabilityFamily {
  private readonly store: StateStore;
  private readonly scope: StateScope;
  private readonly maxKeys: number;

  constructor(store: StateStore, scope: StateScope, limits: { maxKeys: number }) {
    this.store = store;
    this.scope = scope;
    this.maxKeys = limits.maxKeys;
  }

  call(name: string, args: unknown): Promise<unknown> {
    switch (name) {
      case 'get':
        return this.get(this.key(args));
      case 'set':
        return this.set(args);
      case 'delete':
        return this.delete(this.key(args));
      case 'keys':
        return this.entries().then((entries) => entries.map((e) => e.key));
      case 'get_all':
        return this.entries().then((entries) => ({
          entries: entries.map((e) => [e.key, e.valueJson]),
        }));
      default:
        throw new CapabilityError('RuntimeError', `ctx.state has no call ${name.slice(0, 80)}`);
    }
  }

  private async get(key: string): Promise<unknown> {
    const entry = await told(this.store.get(this.scope, key));
    return { found: entry !== null, valueJson: entry?.valueJson ?? null };
  }

  private async set(args: unknown): Promise<null> {
    const key = this.key(args);
    const parsed = setArgs.safeParse(args);
    if (!parsed.success)
      throw new CapabilityError('TypeError', 'state.set takes a key and a value');
    const { valueJson } = parsed.data;
    const problem = problemOfStateValue(key, valueJson);
    if (problem !== null) throw new CapabilityError('ValueError', problem);
    const result = await told(
      this.store.set(this.scope, key, valueJson, { maxKeys: this.maxKeys }),
    );
    switch (result.kind) {
      case 'stored':
        return null;
      case 'tooManyKeys':
        throw new CapabilityError(
          'ValueError',
          `the state of a worker has at most ${result.limit} keys; delete one before setting another`,
        );
      case 'fenced':
        throw new CapabilityError(
          'RuntimeError',
          'this tick has lost its place to another runner; its state is not written',
        );
    }
  }

  private async delete(key: string): Promise<unknown> {
    return { deleted: await told(this.store.delete(this.scope, key)) };
  }

  private async entries(): Promise<StateEntry[]> {
    const all: StateEntry[] = [];
    for (;;) {
      const after = all.at(-1)?.key ?? null;
      const page = await told(this.store.list(this.scope, { after, limit: PAGE }));
      all.push(...page);
      if (page.length < PAGE) return all;
    }
  }

  private key(args: unknown): string {
    const parsed = keyArgs.safeParse(args);
    if (!parsed.success) throw new CapabilityError('TypeError', 'a state key must be a str');
    const problem = problemOfStateKey(parsed.data.key);
    if (problem !== null) throw new CapabilityError('ValueError', problem);
    return parsed.data.key;
  }
}

/** The store has waited through a restart as long as it may: a longer outage is told to the worker. */
async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof InfraError) || !error.retriable) throw error;
    throw new CapabilityError('RuntimeError', 'the state store does not answer; try again later');
  }
}
