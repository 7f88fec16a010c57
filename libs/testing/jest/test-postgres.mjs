import { startServer } from './server-process.mjs';

/**
 * Starts the Postgres that all test files of this run share (or prepares the one at
 * TEST_DATABASE_URL), and tells the test workers where it is.
 */
export async function startTestPostgres() {
  if (process.env.AISPINNER_TEST_SERVER_URL !== undefined) return;
  const given = process.env.TEST_DATABASE_URL;
  const args = given === undefined || given === '' ? [] : [given];
  const { serverUrl, template, folder } = await startServer('postgres-server.ts', args);
  process.env.AISPINNER_TEST_SERVER_URL = serverUrl;
  process.env.AISPINNER_TEST_TEMPLATE = template;
  process.env.AISPINNER_TEST_FOLDER = folder;
}
