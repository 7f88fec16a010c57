import { InfraError } from '@aispinner/platform';
import { CapabilityError } from '@aispinner/sandbox';
import type { StateEntry, StateScope, StateStore } from '@aispinner/state';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { CapabilityFamily } from './ctx-host.ts';
import { problemOfStateKey, problemOfStateValue } from './state-rules.ts';

const keyArgs = z.object({ key: z.string() });
const setArgs = z.object({ key: z.string(), valueJson: z.string() });

/** Entries read from the store at a time for `keys` and `get_all`. */
const PAGE = 500;
/** How long a call waits for a store that is away before the worker is told. */
const OUTAGE_MS = 20_000;

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

  call(name: string, args: unknown, signal: AbortSignal): Promise<unknown> {
    switch (name) {
      case 'get':
        return this.get(this.key(args), signal);
      case 'set':
        return this.set(args, signal);
      case 'delete':
        return this.delete(this.key(args), signal);
      case 'keys':
        return this.entries(signal).then((entries) => entries.map((e) => e.key));
      case 'get_all':
        return this.entries(signal).then((entries) => ({
          entries: entries.map((e) => [e.key, e.valueJson]),
        }));
      default:
        throw new CapabilityError('RuntimeError', `ctx.state has no call ${name.slice(0, 80)}`);
    }
  }

  private async get(key: string, signal: AbortSignal): Promise<unknown> {
    const entry = await throughOutage(() => this.store.get(this.scope, key), signal);
    return { found: entry !== null, valueJson: entry?.valueJson ?? null };
  }

  private async set(args: unknown, signal: AbortSignal): Promise<null> {
    const key = this.key(args);
    const parsed = setArgs.safeParse(args);
    if (!parsed.success)
      throw new CapabilityError('TypeError', 'state.set takes a key and a value');
    const { valueJson } = parsed.data;
    const problem = problemOfStateValue(key, valueJson);
    if (problem !== null) throw new CapabilityError('ValueError', problem);
    const result = await throughOutage(
      () => this.store.set(this.scope, key, valueJson, { maxKeys: this.maxKeys }),
      signal,
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

  private async delete(key: string, signal: AbortSignal): Promise<unknown> {
    return { deleted: await throughOutage(() => this.store.delete(this.scope, key), signal) };
  }

  private async entries(signal: AbortSignal): Promise<StateEntry[]> {
    const all: StateEntry[] = [];
    for (;;) {
      const after = all.at(-1)?.key ?? null;
      const page = await throughOutage(
        () => this.store.list(this.scope, { after, limit: PAGE }),
        signal,
      );
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

/**
 * Every call of the store can be repeated without harm, so a store that restarts costs the tick some
 * waiting and nothing else. A longer outage is told to the worker.
 */
async function throughOutage<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const deadline = Date.now() + OUTAGE_MS;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 1000)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !(error instanceof InfraError) || !error.retriable) throw error;
      if (Date.now() + pauseMs > deadline) {
        throw new CapabilityError(
          'RuntimeError',
          'the state store does not answer; try again later',
        );
      }
      await sleep(pauseMs, undefined, { signal });
    }
  }
}
