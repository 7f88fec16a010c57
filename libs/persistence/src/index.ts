export { isMissingRow, isUnavailable, isUniqueViolation } from './database-errors.ts';
export { createDatabase, type Database, type DatabaseOptions } from './database.ts';
export { EmbeddedPostgresError } from './embedded-postgres-error.ts';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres.ts';
export { type PostgresExit } from './postgres-process.ts';
export { migrate, MigrationError, type MigrationReport } from './migrate.ts';
export { Accounts, type Account, type PendingRegistration } from './accounts.ts';
export { ApiKeys, type ApiKey, type NewApiKey } from './api-keys.ts';
export { AuditLog, type Actor, type AuditEntry, type NewAuditEntry } from './audit-log.ts';
export { ensureFirstOwner, type FirstOwnerRequest } from './first-owner.ts';
export { Identities, type Identity, type KeyIdentity, type Standing } from './identities.ts';
export { LogHistory, type LogFilter, type StoredLogLine } from './log-history.ts';
export { Members, type Admission, type Member } from './members.ts';
export { type TenantPlan } from './plan-limits.ts';
export { Sessions, type Rotation } from './sessions.ts';
export { TenantUsages, type TenantUsage } from './tenant-usage.ts';
export { TickHistory, type LedgerTick, type TickFilter } from './tick-history.ts';
export { type Percentiles } from './slice-figures.ts';
export { TickStats, type TickSlice } from './tick-stats.ts';
export { WorkerRunning, type RunningChange } from './worker-running.ts';
export { WorkerVersions, type DeployedVersion, type WorkerVersion } from './worker-versions.ts';
export { Workers, type Worker, type WorkerPlace, type WorkerSettings } from './workers.ts';
export { Workspaces, type Workspace } from './workspaces.ts';
export type { DueTick } from './decide-due-worker.ts';
export { DueWorkers, type Claimed, type ClaimRequest, type NextDue } from './due-workers.ts';
export { Ledger, type Recorded } from './ledger.ts';
export { LogLines, type LogBatch } from './log-lines.ts';
export { Retention, type RetainedTable } from './retention.ts';
export { SchedulerShards, type Holding } from './scheduler-shards.ts';
export { skippedTick, type TickRecord } from './tick-record.ts';
export { UnfinishedTicks, type UnfinishedTick } from './unfinished-ticks.ts';
export { VersionCode } from './version-code.ts';
