import { firstDueAt } from '@aispinner/domain';
import { newId } from '@aispinner/platform';
import type { Database } from '@aispinner/persistence';

/** Rows as a tenant would have made them, for tests to begin with. */
export interface TenantRows {
  readonly tenantId: string;
  readonly workspaceId: string;
}

/** A tenant on `planId` (default `free`) with one workspace. */
export async function insertTenant(
  database: Database,
  options: { readonly planId?: string } = {},
): Promise<TenantRows> {
  const tenantId = newId('tenant');
  await database.system().tenant.create({
    data: { id: tenantId, name: tenantId, planId: options.planId ?? 'free' },
  });
  const workspaceId = newId('workspace');
  await database.system().workspace.create({
    data: { id: workspaceId, tenantId, name: 'Main' },
  });
  return { tenantId, workspaceId };
}

export interface WorkerSpec {
  readonly status?: 'stopped' | 'running';
  readonly intervalSeconds?: number;
  readonly maxErrors?: number;
  readonly name?: string;
  readonly code?: string;
  /** Epoch ms; of a running worker. Default: its next due time from now on. */
  readonly nextDueAt?: number;
}

/** A worker with version 1, running unless the spec says otherwise. Returns its id. */
export async function insertWorker(
  database: Database,
  { tenantId, workspaceId }: TenantRows,
  spec: WorkerSpec = {},
): Promise<string> {
  const id = newId('worker');
  const intervalSeconds = spec.intervalSeconds ?? 1;
  const running = (spec.status ?? 'running') === 'running';
  const dueAt = spec.nextDueAt ?? firstDueAt(id, intervalSeconds, Date.now());
  const { shard } = await database.system().worker.create({
    data: {
      id,
      tenantId,
      workspaceId,
      name: spec.name ?? id,
      status: running ? 'running' : 'stopped',
      tickIntervalSeconds: intervalSeconds,
      effectiveIntervalSeconds: intervalSeconds,
      maxErrors: spec.maxErrors ?? 10,
      activation: 1,
      versions: {
        create: {
          number: 1,
          tenantId,
          code: spec.code ?? 'def tick(ctx):\n    pass\n',
          codeHash: 'unused',
          createdBy: 'usr_test',
        },
      },
    },
  });
  if (running) {
    await database
      .system()
      .dueTime.create({ data: { shard, dueAt: new Date(dueAt), tickCount: 0, workerId: id } });
  }
  return id;
}
