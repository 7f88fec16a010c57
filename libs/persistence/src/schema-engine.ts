import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationDirectory, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { migrationAdapter } from './migration-adapter.ts';

/** Files of the data model. */
export interface SchemaFiles {
  /** Folder of the migrations, as `prisma/migrations`. */
  readonly migrationsDir: string;
  /** Path of `schema.prisma`. */
  readonly schemaPath: string;
}

const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** The engine, when it panics, hands its last words to this global of the official CLI. */
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: {
    set_message: (message: string) => {
      throw new Error(`The schema engine failed: ${message}`);
    },
  },
});

/**
 * Runs `work` with the engine that the official `prisma migrate` is made of, compiled to WebAssembly,
 * over the `pg` driver: no engine binary to download.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  // Loaded only by who migrates: every other process of the product would hold 14 MB for nothing.
  const { SchemaEngine: Engine } = await import('@prisma/schema-engine-wasm');
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(migrationAdapter(pool));
    const engine = await Engine.new({ datamodels: undefined }, () => undefined, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/** The migrations on disk, in the form that the engine takes. */
export async function readMigrations(migrationsDir: string): Promise<MigrationList> {
  const baseDir = resolve(migrationsDir);
  const entries = await readdir(baseDir, { withFileTypes: true });
  const folders = entries.filter((e) => e.isDirectory()).map((e) => e.name);
  const migrationDirectories = await Promise.all(
    folders.sort().map(async (path): Promise<MigrationDirectory> => {
      const content = await readFile(join(baseDir, path, 'migration.sql'), 'utf8');
      return {
        path,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: content } },
      };
    }),
  );
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8').catch(() => null),
    },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

/**
 * SQL that would bring the database at `databaseUrl` to what `schema.prisma` says; empty when they
 * agree. What the schema language cannot say (policies, partial indexes, settings) is not compared.
 */
export async function missingSql(databaseUrl: string, files: SchemaFiles): Promise<string> {
  const path = resolve(files.schemaPath);
  const externalTables = await partitionsOfPartitions(databaseUrl);
  const schema = [{ path, content: await readFile(path, 'utf8') }];
  const result = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files: schema, configDir: dirname(path) },
      to: { tag: 'schemaDatamodel', files: schema },
      script: true,
      exitCode: true,
      filters: { ...NO_FILTERS, externalTables },
    }),
  );
  return result.exitCode === 0 ? '' : (result.stdout ?? '');
}

/** The engine takes a partition that is itself partitioned for a table that the schema has forgotten. */
async function partitionsOfPartitions(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relnamespace::regnamespace || '.' || relname AS name FROM pg_class
       WHERE relkind = 'p' AND relispartition`,
    );
    return rows.map((row) => row.name);
  } finally {
    await client.end();
  }
}

/** Applies what has not been applied yet, oldest first, and returns the names. */
export function applyMigrations(
  databaseUrl: string,
  migrationsList: MigrationList,
): Promise<readonly string[]> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const output = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    return output.appliedMigrationNames;
  });
}
