import { migrate } from '@aispinner/persistence';

/**
 * `migrate` as a process of its own: `node migrate-database.ts URL [MIGRATIONS_DIR]` prints what it
 * applied as JSON, or why not on standard error. (The schema engine leaves a timer of 10 s behind, for
 * which Jest would wait.)
 */
const [url = '', migrationsDir] = process.argv.slice(2);
try {
  const report = await (migrationsDir === undefined
    ? migrate(url)
    : migrate(url, { migrationsDir }));
  process.stdout.write(JSON.stringify(report), () => process.exit(0));
} catch (error) {
  process.stderr.write(`${String(error)}\n`, () => process.exit(1));
}
