import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Migrated =
  | { readonly kind: 'migrated'; readonly applied: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Runs `migrate` in a process of its own. `migrationsDir`: default that of the project. */
export function migrateInProcess(url: string, migrationsDir?: string): Promise<Migrated> {
  const script = fileURLToPath(new URL('migrate-database.ts', import.meta.url));
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--conditions=@aispinner/source',
    script,
    url,
    ...(migrationsDir === undefined ? [] : [migrationsDir]),
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      if (error !== null) return resolve({ kind: 'failed', message: stderr });
      const { applied } = JSON.parse(stdout) as { applied: string[] };
      resolve({ kind: 'migrated', applied });
    });
  });
}
