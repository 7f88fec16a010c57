import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEmptyDatabase,
  createTestDatabase,
  migrateInProcess,
  type TestDatabase,
} from '@aispinner/testing';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import pg from 'pg';
import { PROJECT_SCHEMA } from './migrate.ts';
import { missingSql } from './schema-engine.ts';

jest.setTimeout(30_000);

describe('the migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('make what schema.prisma says', async () => {
    // Where this fails, what it prints is the SQL of the migration that is missing.
    expect(await missingSql(database.url, PROJECT_SCHEMA)).toBe('');
  });

  it('would be seen to lack a column', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aispinner-schema-'));
    const schema = await readFile(PROJECT_SCHEMA.schemaPath, 'utf8');
    const schemaPath = join(folder, 'schema.prisma');
    await writeFile(
      schemaPath,
      schema.replace('model Tenant {', 'model Tenant {\n  motto String?'),
    );
    expect(await missingSql(database.url, { ...PROJECT_SCHEMA, schemaPath })).toContain(
      'ADD COLUMN     "motto" TEXT',
    );
    await rm(folder, { recursive: true });
  });
});

describe('migrate', () => {
  let database: TestDatabase;
  let migrationsDir: string;
  let client: pg.Client;

  beforeEach(async () => {
    database = await createEmptyDatabase();
    migrationsDir = await mkdtemp(join(tmpdir(), 'aispinner-migrations-'));
    await cp(PROJECT_SCHEMA.migrationsDir, migrationsDir, { recursive: true });
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
    await rm(migrationsDir, { recursive: true });
  });

  async function addMigration(name: string, sql: string): Promise<void> {
    await mkdir(join(migrationsDir, name), { recursive: true });
    await writeFile(join(migrationsDir, name, 'migration.sql'), sql);
  }

  it('notes what it applied as the official CLI does, and applies it once', async () => {
    const names = (await readdir(migrationsDir)).filter((name) => !name.includes('.')).sort();
    expect(await migrateInProcess(database.url, migrationsDir)).toEqual({
      kind: 'migrated',
      applied: names,
    });

    const { rows } = await client.query('SELECT * FROM _prisma_migrations ORDER BY migration_name');
    const expected = await Promise.all(
      names.map(async (name) => ({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        migration_name: name,
        checksum: createHash('sha256')
          .update(await readFile(join(migrationsDir, name, 'migration.sql')))
          .digest('hex'),
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        applied_steps_count: 1,
        logs: null,
        rolled_back_at: null,
      })),
    );
    expect(rows).toEqual(expected);
    expect(await migrateInProcess(database.url, migrationsDir)).toEqual({
      kind: 'migrated',
      applied: [],
    });
  });

  it('lets one of two migrators at once do the work', async () => {
    const reports = await Promise.all([
      migrateInProcess(database.url, migrationsDir),
      migrateInProcess(database.url, migrationsDir),
    ]);
    expect(reports.map((r) => r.kind)).toEqual(['migrated', 'migrated']);
    const applied = reports.flatMap((r) => (r.kind === 'migrated' ? r.applied : []));
    expect(new Set(applied).size).toBe(applied.length);
    expect(applied.length).toBeGreaterThan(0);
  });

  it('refuses a migration that was edited after it was applied', async () => {
    await migrateInProcess(database.url, migrationsDir);
    const [first = ''] = (await readdir(migrationsDir)).sort();
    const file = join(migrationsDir, first, 'migration.sql');
    await writeFile(file, `${await readFile(file, 'utf8')}\n-- edited`);
    expect(await migrateInProcess(database.url, migrationsDir)).toEqual({
      kind: 'failed',
      message: expect.stringContaining(`MigrationError: Migration ${first} was edited`),
    });
  });

  it('undoes a migration that fails, says why, and stays put until it is resolved', async () => {
    await migrateInProcess(database.url, migrationsDir);
    await addMigration(
      '29990101000000_broken',
      'CREATE TABLE half_done (id int); SELECT no_such_function();',
    );
    expect(await migrateInProcess(database.url, migrationsDir)).toEqual({
      kind: 'failed',
      message: expect.stringMatching(/MigrationError: A migration failed.*no_such_function/s),
    });
    expect((await client.query(`SELECT to_regclass('half_done') AS oid`)).rows).toEqual([
      { oid: null },
    ]);
    expect(await migrateInProcess(database.url, migrationsDir)).toEqual({
      kind: 'failed',
      message: expect.stringContaining('Migration 29990101000000_broken failed half-way before'),
    });
  });

  it('refuses a database that a newer program has migrated', async () => {
    await addMigration('29990101000000_newer', 'CREATE TABLE newer (id int);');
    await migrateInProcess(database.url, migrationsDir);
    expect(await migrateInProcess(database.url)).toEqual({
      kind: 'failed',
      message: expect.stringContaining('The database knows migration 29990101000000_newer'),
    });
  });
});
