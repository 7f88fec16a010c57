import { EmbeddedPostgresError, MigrationError } from '@aispinner/persistence';
import { ConfigError } from '@aispinner/platform';
import { LocalServiceError } from '@aispinner/platform/local-services';

/** The product cannot start for a reason that its user can mend; the message is one clear sentence. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure';
}

/** The sentence for the user, or null if this is a fault of ours that deserves its stack. */
export function sentenceOf(error: unknown): string | null {
  if (
    error instanceof PlainFailure ||
    error instanceof ConfigError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof LocalServiceError ||
    error instanceof MigrationError
  ) {
    return error.message;
  }
  return null;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is on a read-only disk',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a file stands in its way',
  EEXIST: 'a file stands in its way',
};

/** The sentence for a folder or file of the home folder that cannot be made or written. */
export function cannotWrite(path: string, cause: unknown): PlainFailure {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const reason = REASONS[code] ?? code;
  return new PlainFailure(
    `${path} cannot be written: ${reason}. Mend that, or set AISPINNER_HOME to another folder.`,
    { cause },
  );
}
