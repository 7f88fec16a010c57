import type { Permission, PlanLimits, Role } from '@aispinner/domain';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { planOf, type TenantPlan } from './plan-limits.ts';

/** One tenant in which a user has a place. */
export interface Standing {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly role: Role;
  readonly suspended: boolean;
  readonly plan: TenantPlan;
}

export interface Identity {
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly isPlatformAdmin: boolean;
    readonly createdAt: Date;
  };
  /** Oldest membership first. */
  readonly standings: readonly Standing[];
}

export interface KeyIdentity extends Identity {
  readonly keyId: string;
  readonly lastUsedAt: Date | null;
  readonly scopes: readonly Permission[];
}

interface IdentityRow extends PlanLimits {
  userId: string;
  email: string;
  isPlatformAdmin: boolean;
  userCreatedAt: Date;
  tenantId: string | null;
  tenantName: string;
  role: Role;
  suspended: boolean;
  id: string;
  name: string;
}

interface KeyRow extends IdentityRow {
  keyId: string;
  lastUsedAt: Date | null;
  scopes: Permission[];
}

/** Of users `u`, memberships `m`, tenants `t` and plans `p`. */
const IDENTITY = Prisma.sql`
  u.id AS "userId", u.email, u.is_platform_admin AS "isPlatformAdmin",
  u.created_at AS "userCreatedAt",
  t.id AS "tenantId", t.name AS "tenantName",
  m.role::text AS role, t.suspended_at IS NOT NULL AS suspended, p.id, p.name,
  p.max_workspaces AS "maxWorkspaces", p.max_workers_per_workspace AS "maxWorkersPerWorkspace",
  p.min_tick_interval_seconds AS "minTickIntervalSeconds",
  p.max_sandboxes_per_workspace AS "maxSandboxesPerWorkspace",
  p.turn_weight AS "turnWeight", p.sandbox_memory_mb AS "sandboxMemoryMb",
  p.cpu_ms_per_second AS "cpuMsPerSecond", p.tick_timeout_seconds AS "tickTimeoutSeconds",
  p.max_state_keys_per_worker AS "maxStateKeysPerWorker",
  p.log_messages_per_tick AS "logMessagesPerTick", p.log_bytes_per_tick AS "logBytesPerTick",
  p.log_retention_hours AS "logRetentionHours",
  p.tick_retention_hours AS "tickRetentionHours", p.max_api_keys AS "maxApiKeys"`;

/** Last uses are shown to the minute: not every request is worth a write. */
const LAST_USE_SECONDS = 60;

/** Who stands behind a token: asked at each request, so that what was taken away is gone at once. */
export class Identities {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The user of a session that has not ended. */
  async ofSession(sessionId: string, userId: string, now: Date): Promise<Identity | null> {
    const rows = await this.database.system().$queryRaw<IdentityRow[]>`
      SELECT ${IDENTITY}
      FROM sessions s
      JOIN users u ON u.id = s.user_id AND u.confirmed_at IS NOT NULL
      LEFT JOIN memberships m ON m.user_id = u.id
      LEFT JOIN tenants t ON t.id = m.tenant_id
      LEFT JOIN plans p ON p.id = t.plan_id
      WHERE s.id = ${sessionId} AND s.user_id = ${userId}
        AND s.revoked_at IS NULL AND s.expires_at > ${now}
      ORDER BY m.created_at, t.id`;
    return identityOf(rows);
  }

  /** The maker of a key, as long as both the key and the maker's membership stand. */
  async ofApiKey(keyHash: string, now: Date): Promise<KeyIdentity | null> {
    const rows = await this.database.system().$queryRaw<KeyRow[]>`
      SELECT k.id AS "keyId", k.scopes, k.last_used_at AS "lastUsedAt", ${IDENTITY}
      FROM api_keys k
      JOIN users u ON u.id = k.user_id AND u.confirmed_at IS NOT NULL
      JOIN memberships m ON m.user_id = k.user_id AND m.tenant_id = k.tenant_id
      JOIN tenants t ON t.id = k.tenant_id
      JOIN plans p ON p.id = t.plan_id
      WHERE k.key_hash = ${keyHash} AND k.revoked_at IS NULL
        AND (k.expires_at IS NULL OR k.expires_at > ${now})`;
    const [row] = rows;
    const identity = identityOf(rows);
    return row === undefined || identity === null
      ? null
      : { ...identity, keyId: row.keyId, lastUsedAt: row.lastUsedAt, scopes: row.scopes };
  }

  /** Notes that a key was used, if the last note is not of the same minute. */
  async touchApiKey(key: Pick<KeyIdentity, 'keyId' | 'lastUsedAt'>, now: Date): Promise<void> {
    const age = now.getTime() - (key.lastUsedAt?.getTime() ?? -Infinity);
    if (age < LAST_USE_SECONDS * 1000) return;
    await this.database
      .system()
      .apiKey.updateMany({ where: { id: key.keyId }, data: { lastUsedAt: now } });
  }
}

function identityOf(rows: readonly IdentityRow[]): Identity | null {
  const [first] = rows;
  if (first === undefined) return null;
  return {
    user: {
      id: first.userId,
      email: first.email,
      isPlatformAdmin: first.isPlatformAdmin,
      createdAt: first.userCreatedAt,
    },
    standings: rows.flatMap((row) =>
      row.tenantId === null
        ? []
        : [
            {
              tenantId: row.tenantId,
              tenantName: row.tenantName,
              role: row.role,
              suspended: row.suspended,
              plan: planOf(row),
            },
          ],
    ),
  };
}
