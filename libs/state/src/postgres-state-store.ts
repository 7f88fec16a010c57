import { InfraError } from '@aispinner/platform';
import type { PostgresClient, Statement } from '@aispinner/platform/postgres';
import { RETIRED_DUE_AT } from './postgres-worker-leases.ts';
import { decodeKey, encodeKey } from './state-key.ts';
import type { SetResult, StateEntry, StateScope, StateStore } from './state-store.ts';

interface EntryRow {
  key: string;
  value_json: string;
  updated_at: Date;
}

/** What every statement begins with; those that write go on with the fence. */
function ownerOf(scope: StateScope): readonly unknown[] {
  return [scope.workerId, scope.tenantId, scope.workspaceId];
}

const IN_SCOPE = 'worker_id = $1 and tenant_id = $2 and workspace_id = $3';

/**
 * The lease is locked, not only looked at: no other can be taken for this worker before the write
 * under it is through.
 */
const LEASE = `
    lease as materialized (
      select 1 from worker_leases
      where worker_id = $1 and fence = $4 and finished_at is null and expires_at > clock_timestamp()
      for share
    ),
    allowed as materialized (
      select 1 where case
        when $4::bigint is not null then exists (select 1 from lease)
        else not exists (
          select 1 from worker_leases where worker_id = $1 and due_at = ${RETIRED_DUE_AT})
        end
    )`;

const GET: Statement = {
  name: 'state get',
  text: `select key, value_json, updated_at from worker_state
    where ${IN_SCOPE} and key = $4`,
};

const LIST: Statement = {
  name: 'state list',
  text: `select key, value_json, updated_at from worker_state
    where ${IN_SCOPE} and ($4::text is null or key collate "C" > $4 collate "C")
    order by key collate "C" limit $5`,
};

const OVERWRITE: Statement = {
  name: 'state overwrite',
  text: `with ${LEASE},
    written as (
      update worker_state set value_json = $6, updated_at = clock_timestamp()
      where ${IN_SCOPE} and key = $5 and exists (select 1 from allowed)
      returning 1
    )
    select exists (select 1 from allowed) as allowed, exists (select 1 from written) as written`,
};

const LOCK: Statement = {
  name: 'state lock',
  text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
};

const INSERT: Statement = {
  name: 'state insert',
  text: `with ${LEASE},
    written as (
      insert into worker_state as s
        (worker_id, tenant_id, workspace_id, key, value_json, updated_at)
      select $1, $2, $3, $5, $6, clock_timestamp()
      where exists (select 1 from allowed)
        and ((select count(*) from worker_state where worker_id = $1) < $7
          or exists (select 1 from worker_state where worker_id = $1 and key = $5))
      on conflict (worker_id, key) do update
        set value_json = excluded.value_json, updated_at = excluded.updated_at
        where s.tenant_id = excluded.tenant_id and s.workspace_id = excluded.workspace_id
      returning 1
    )
    select exists (select 1 from allowed) as allowed, exists (select 1 from written) as written,
      exists (select 1 from worker_state where worker_id = $1 and key = $5) as taken`,
};

const DELETE: Statement = {
  name: 'state delete',
  text: `with ${LEASE}
    delete from worker_state where ${IN_SCOPE} and key = $5 and exists (select 1 from allowed)
    returning 1`,
};

/** The owner clears what a retired worker has left. */
const CLEAR: Statement = {
  name: 'state clear',
  text: `with ${LEASE}
    delete from worker_state
    where ${IN_SCOPE} and ($4::bigint is null or exists (select 1 from lease))`,
};

/** Writes in one statement, but for a worker's new key: that one waits for its worker's others, so
 * that the count of keys holds. */
export class PostgresStateStore implements StateStore {
  private readonly db: PostgresClient;

  constructor(db: PostgresClient) {
    this.db = db;
  }

  async get(scope: StateScope, key: string): Promise<StateEntry | null> {
    const [row] = await this.db.insist<EntryRow>(GET, [...ownerOf(scope), encodeKey(key)]);
    return row === undefined ? null : entryOf(row);
  }

  async set(
    scope: StateScope,
    key: string,
    valueJson: string,
    limits: { maxKeys: number },
  ): Promise<SetResult> {
    const values = [...ownerOf(scope), scope.fence, encodeKey(key), valueJson];
    const [old] = await this.db.insist<{ allowed: boolean; written: boolean }>(OVERWRITE, values);
    if (old?.allowed !== true) return { kind: 'fenced' };
    if (old.written) return { kind: 'stored' };
    const [fresh] = await this.db.transact('state insert', async (run) => {
      // The statement after the lock sees what those before it have committed; one that took the
      // lock itself would count by what it saw before waiting.
      await run(LOCK, [scope.workerId]);
      return run<{ allowed: boolean; written: boolean; taken: boolean }>(INSERT, [
        ...values,
        limits.maxKeys,
      ]);
    });
    if (fresh?.allowed !== true) return { kind: 'fenced' };
    if (fresh.written) return { kind: 'stored' };
    if (fresh.taken) {
      throw new InfraError('state of this worker is another tenant’s', { retriable: false });
    }
    return { kind: 'tooManyKeys', limit: limits.maxKeys };
  }

  async delete(scope: StateScope, key: string): Promise<boolean> {
    const rows = await this.db.insist(DELETE, [...ownerOf(scope), scope.fence, encodeKey(key)]);
    return rows.length > 0;
  }

  async list(
    scope: StateScope,
    page: { after: string | null; limit: number },
  ): Promise<StateEntry[]> {
    const after = page.after === null ? null : encodeKey(page.after);
    const rows = await this.db.insist<EntryRow>(LIST, [...ownerOf(scope), after, page.limit]);
    return rows.map(entryOf);
  }

  async clear(scope: StateScope): Promise<void> {
    await this.db.insist(CLEAR, [...ownerOf(scope), scope.fence]);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function entryOf(row: EntryRow): StateEntry {
  return { key: decodeKey(row.key), valueJson: row.value_json, updatedAt: row.updated_at };
}
