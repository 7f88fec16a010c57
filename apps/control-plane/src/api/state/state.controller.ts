import { unreachable } from '@aispinner/domain';
import { AuditLog, type NewAuditEntry } from '@aispinner/persistence';
import type { StateEntry, StateScope } from '@aispinner/state';
import { Controller, Inject } from '@nestjs/common';
import type { Caller } from '../auth/caller.ts';
import { cursorOf, placeOf } from '../http/cursor.ts';
import { Asker, Handles, Input } from '../http/handles.ts';
import { jsonArray, jsonMembers, jsonObject } from '../http/json-members.ts';
import { badInput, conflict, notFound, quotaExceeded } from '../http/refusal.ts';
import { JsonText, type InputOf } from '../http/route.ts';
import { STATE_STORE, type StateStorePort } from '../parts.ts';
import { FindWorker } from '../workers/find-worker.ts';
import { keyProblems, stateProblems } from './state-problems.ts';
import { clearState, deleteState, getState, listState, putState } from './state-routes.ts';

const ANY_PLACE = /^/;
/** A page of large values would be too large an answer. */
const PAGE_BYTES = 4 * 1024 * 1024;

@Controller()
export class StateController {
  constructor(
    @Inject(FindWorker) private readonly findWorker: FindWorker,
    @Inject(STATE_STORE) private readonly store: StateStorePort,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  @Handles(listState)
  async list(
    @Input() { params, query }: InputOf<typeof listState>,
    @Asker() caller: Caller,
  ): Promise<JsonText> {
    const scope = await this.scope(caller, params.workerId);
    const after = placeOf(query.cursor, ANY_PLACE);
    const entries = await this.store.list(scope, { after, limit: query.limit + 1 });
    let bytes = 0;
    const fits = entries.slice(0, query.limit).filter((entry, i) => {
      bytes += entry.valueJson.length;
      return i === 0 || bytes <= PAGE_BYTES;
    });
    const last = fits.at(-1);
    const more = last !== undefined && fits.length < entries.length;
    return new JsonText(
      jsonObject([
        ['items', jsonArray(fits.map(entryText))],
        ['nextCursor', more ? JSON.stringify(cursorOf(last.key)) : 'null'],
      ]),
    );
  }

  @Handles(clearState)
  async clear(
    @Input() { params }: InputOf<typeof clearState>,
    @Asker() caller: Caller,
  ): Promise<void> {
    const scope = await this.scope(caller, params.workerId);
    await this.audit.alongside(
      entryOf(caller, 'state.clear', scope),
      () => this.store.clear(scope),
      () => true,
    );
  }

  @Handles(getState)
  async get(
    @Input() { params }: InputOf<typeof getState>,
    @Asker() caller: Caller,
  ): Promise<JsonText> {
    const scope = await this.scope(caller, params.workerId);
    mustBeKey(params.key);
    const entry = await this.store.get(scope, params.key);
    if (entry === null) throw notFound('key');
    return new JsonText(entryText(entry));
  }

  @Handles(putState)
  async put(
    @Input() { params, bodyText }: InputOf<typeof putState>,
    @Asker() caller: Caller,
  ): Promise<JsonText> {
    const scope = await this.scope(caller, params.workerId);
    const { key } = params;
    mustBeKey(key);
    const valueJson = jsonMembers(bodyText).get('value') ?? 'null';
    const errors = stateProblems('value', key, valueJson);
    if (errors.length > 0) throw badInput(errors);
    const maxKeys = caller.plan.limits.maxStateKeysPerWorker;
    const result = await this.audit.alongside(
      entryOf(caller, 'state.set', scope, key),
      () => this.store.set(scope, key, valueJson, { maxKeys }),
      ({ kind }) => kind === 'stored',
    );
    switch (result.kind) {
      case 'stored': {
        const entry = await this.store.get(scope, key);
        if (entry === null) throw conflict('STATE_CHANGED', 'The key was removed in this moment.');
        return new JsonText(entryText(entry));
      }
      case 'tooManyKeys':
        throw quotaExceeded(
          'maxStateKeysPerWorker',
          result.limit,
          `Your plan allows ${result.limit} keys for a worker.`,
        );
      case 'fenced':
        // The worker was deleted in this moment.
        throw notFound('worker');
      default:
        return unreachable(result);
    }
  }

  @Handles(deleteState)
  async remove(
    @Input() { params }: InputOf<typeof deleteState>,
    @Asker() caller: Caller,
  ): Promise<void> {
    const scope = await this.scope(caller, params.workerId);
    const { key } = params;
    mustBeKey(key);
    const was = await this.audit.alongside(
      entryOf(caller, 'state.delete', scope, key),
      () => this.store.delete(scope, key),
      (deleted) => deleted,
    );
    if (!was) throw notFound('key');
  }

  private async scope(caller: Caller, workerId: string): Promise<StateScope> {
    const worker = await this.findWorker.placeOf(caller, workerId);
    const { tenantId } = caller;
    return { tenantId, workspaceId: worker.workspaceId, workerId: worker.id, fence: null };
  }
}

function entryOf(caller: Caller, action: string, scope: StateScope, key?: string): NewAuditEntry {
  const { tenantId, actor } = caller;
  const target = { kind: 'worker', id: scope.workerId };
  return { tenantId, actor, action, target, ...(key === undefined ? {} : { detail: { key } }) };
}

function mustBeKey(key: string): void {
  const errors = keyProblems(key);
  if (errors.length > 0) throw badInput(errors);
}

function entryText({ key, valueJson, updatedAt }: StateEntry): string {
  return jsonObject([
    ['key', JSON.stringify(key)],
    ['value', valueJson],
    ['updatedAt', JSON.stringify(updatedAt.toISOString())],
  ]);
}
