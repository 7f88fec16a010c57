import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database for one test file, migrated and empty but for the plans. */
export interface TestDatabase {
  readonly url: string;
  /** Ends whatever is still connected. */
  readonly drop: () => Promise<void>;
}

/** Set by the global setup of the test run, and so in every worker of it. */
const SERVER_VARIABLE = 'AISPINNER_TEST_SERVER_URL';
const TEMPLATE_VARIABLE = 'AISPINNER_TEST_TEMPLATE';

export interface PostgresServer {
  /** Runs one statement in the database `postgres`. */
  execute(statement: string): Promise<void>;
  urlOf(database: string): string;
}

export function serverAt(serverUrl: string): PostgresServer {
  return {
    execute: async (statement) => {
      const client = new pg.Client({ connectionString: serverUrl });
      client.on('error', () => undefined);
      await client.connect();
      try {
        await client.query(statement);
      } finally {
        await client.end();
      }
    },
    urlOf: (database) => {
      const url = new URL(serverUrl);
      url.pathname = `/${database}`;
      return url.href;
    },
  };
}

/** A migrated database to clone from. Returns its name. */
export async function createTemplate(
  server: PostgresServer,
  migrate: (url: string) => Promise<unknown>,
): Promise<string> {
  const name = `aispinner_template_${randomBytes(6).toString('hex')}`;
  await server.execute(`CREATE DATABASE ${name}`);
  await migrate(server.urlOf(name));
  // Cloning wants nobody connected.
  await server.execute(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
  return name;
}

/** A database of the shared server without anything in it. Takes longer; for tests of migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('template1');
}

/** Clones the template of this test run: some 50 ms. Call it in `beforeAll`, and `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createFrom(fromSetup(TEMPLATE_VARIABLE));
}

async function createFrom(template: string): Promise<TestDatabase> {
  const server = serverAt(fromSetup(SERVER_VARIABLE));
  const name = `aispinner_test_${randomBytes(6).toString('hex')}`;
  await server.execute(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: server.urlOf(name),
    drop: () => server.execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function fromSetup(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) {
    throw new Error(
      `${variable} is not set: run the test in a Jest project with the Postgres setup.`,
    );
  }
  return value;
}
