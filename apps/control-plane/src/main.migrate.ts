import { migrate } from '@aispinner/persistence';
import { loadConfig, required } from '@aispinner/platform';

/** Brings the database up to date and ends, before the other processes start. Safe to run twice at once. */
const config = loadConfig();
const { applied } = await migrate(required(config.databaseUrl, 'DATABASE_URL'));
process.stdout.write(
  applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`,
);
