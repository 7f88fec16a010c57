import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, startEmbeddedPostgres } from '@aispinner/persistence';
import { createTemplate, serverAt } from './test-database.ts';

/**
 * The Postgres of a test run, as a process of its own: it outlives a killed Jest just long enough to
 * stop the server and remove its folder. Given a URL as its argument it only prepares that server.
 * Prints one line of JSON, `{serverUrl, template, folder}`, and ends when its standard input does; what
 * tests put into the folder goes with it.
 */
const given = process.argv[2];
const folder = await mkdtemp(join(tmpdir(), 'aispinner-test-'));
const starting =
  given === undefined
    ? startEmbeddedPostgres({
        dataDir: join(folder, 'postgres'),
        // A test database need not survive a power cut.
        settings: { fsync: 'off', full_page_writes: 'off', max_connections: '400' },
      })
    : null;

let ending = false;
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const postgres = await starting?.catch(() => null);
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  process.exit(code);
}
// A Ctrl-C in the terminal reaches the whole group: what ends this is the end of its input.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void end(0));
process.stdin.on('end', () => void end(0)).resume();
// Nobody may be left to read it.
process.stdout.on('error', () => undefined);

try {
  const serverUrl = given ?? (await starting)?.url ?? '';
  const template = await createTemplate(serverAt(serverUrl), (url) => migrate(url));
  process.stdout.write(`${JSON.stringify({ serverUrl, template, folder })}\n`);
} catch (error) {
  // Not news when the server was stopped under it.
  if (!ending) process.stderr.write(`${String(error)}\n`);
  await end(1);
}
