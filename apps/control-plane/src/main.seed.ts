import { text } from 'node:stream/consumers';
import { createDatabase } from '@aispinner/persistence';
import { loadConfig, required } from '@aispinner/platform';
import { demoRequest, makeDemoOwner } from './seed/demo-owner.ts';

/**
 * Sets up the demo tenant of a product on one machine: reads `{email, password, tenantName,
 * workspaceName}` from standard input (secrets have no place in arguments or the environment), prints
 * `{apiKey, workspaceId}` and ends.
 */
const config = loadConfig();
const database = createDatabase({
  url: required(config.databaseUrl, 'DATABASE_URL'),
  poolSize: config.databasePoolSize,
  name: 'aispinner-seed',
});
try {
  const request = demoRequest.parse(JSON.parse(await text(process.stdin)));
  const owner = await makeDemoOwner(database, request, new Date());
  process.stdout.write(`${JSON.stringify(owner)}\n`);
} finally {
  await database.close();
}
