export { eventually } from './eventually.ts';
export { startPostgres, type OwnPostgres } from './own-postgres.ts';
export { insertTenant, insertWorker, type TenantRows, type WorkerSpec } from './tenant-rows.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
