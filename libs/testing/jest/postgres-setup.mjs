import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../src/postgres-server.ts', import.meta.url));

/**
 * Starts the Postgres that all test files of this run share (or prepares the one at
 * TEST_DATABASE_URL), and tells the test workers where it is. It ends with this process.
 */
export default async function startPostgresForRun() {
  if (process.env.AISPINNER_TEST_SERVER_URL !== undefined) return;
  const given = process.env.TEST_DATABASE_URL;
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--conditions=@aispinner/source',
      server,
      ...(given === undefined || given === '' ? [] : [given]),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    void ended.then((code) => reject(new Error(`The test database did not start (exit ${code}).`)));
  });
  const { serverUrl, template, folder } = JSON.parse(line);
  process.env.AISPINNER_TEST_SERVER_URL = serverUrl;
  process.env.AISPINNER_TEST_TEMPLATE = template;
  process.env.AISPINNER_TEST_FOLDER = folder;
  globalThis.aispinnerTestPostgres = { child, ended };
}
