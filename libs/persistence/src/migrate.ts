import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  applyMigrations,
  readMigrations,
  withSchemaEngine,
  type SchemaFiles,
} from './schema-engine.ts';

/** A database cannot be brought up to date; the message says which migration stands in the way and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Where `prisma/` lies, seen from `src` and from `dist` alike. */
const PRISMA_DIR = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'prisma');

export const PROJECT_SCHEMA: SchemaFiles = {
  migrationsDir: join(PRISMA_DIR, 'migrations'),
  schemaPath: join(PRISMA_DIR, 'schema.prisma'),
};

/** Any number, the same for all migrators. */
const LOCK_KEY = 720_707_001;

export interface MigrationReport {
  /** Names of what was applied now, in order. */
  readonly applied: readonly string[];
}

/**
 * Brings the database at `databaseUrl` up to date, as `prisma migrate deploy` does, and notes it in
 * `_prisma_migrations` as it does. One migrator at a time: a second waits, then finds nothing to do.
 * Throws `MigrationError` for a migration that failed before, was edited after it was applied, or
 * fails now.
 */
export async function migrate(
  databaseUrl: string,
  files: Pick<SchemaFiles, 'migrationsDir'> = PROJECT_SCHEMA,
): Promise<MigrationReport> {
  const migrations = await readMigrations(files.migrationsDir);
  return underLock(databaseUrl, async () => {
    const found = await withSchemaEngine(databaseUrl, (engine) =>
      engine.diagnoseMigrationHistory({
        migrationsList: migrations,
        optInToShadowDatabase: false,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    const failed = found.failedMigrationNames[0];
    if (failed !== undefined) {
      throw new MigrationError(
        `Migration ${failed} failed half-way before: repair the database, then mark it with "prisma migrate resolve".`,
      );
    }
    const edited = found.editedMigrationNames[0];
    if (edited !== undefined) {
      throw new MigrationError(
        `Migration ${edited} was edited after it was applied: restore its file and put the change into a new migration.`,
      );
    }
    const unknown = unknownOf(found.history);
    if (unknown !== undefined) {
      throw new MigrationError(
        `The database knows migration ${unknown}, which this version of the program does not: start a newer one.`,
      );
    }
    try {
      return { applied: await applyMigrations(databaseUrl, migrations) };
    } catch (cause) {
      throw new MigrationError(
        `A migration failed: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
    }
  });
}

type History = Awaited<
  ReturnType<import('@prisma/schema-engine-wasm').SchemaEngine['diagnoseMigrationHistory']>
>['history'];

function unknownOf(history: History): string | undefined {
  if (history === null || history.diagnostic === 'databaseIsBehind') return undefined;
  return history.unpersistedMigrationNames[0];
}

async function underLock<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    return await work();
  } finally {
    // The lock goes with the session.
    await client.end();
  }
}
