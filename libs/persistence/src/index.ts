export { isMissingRow, isUnavailable, isUniqueViolation } from './database-errors.ts';
export { createDatabase, type Database, type DatabaseOptions } from './database.ts';
export { EmbeddedPostgresError } from './embedded-postgres-error.ts';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  type PostgresExit,
} from './embedded-postgres.ts';
export { migrate, MigrationError, type MigrationReport } from './migrate.ts';
