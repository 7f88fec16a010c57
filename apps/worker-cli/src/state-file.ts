import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EXIT, type ExitCode } from './exit-code.ts';
import { PlainFailure, reasonOf } from './plain-failure.ts';
import { readStateText, stateText, type StateEntry } from './state-text.ts';

const NEW_FILE_MODE = 0o644;

/** Where the state of a worker lies between its runs. */
export class StateFile {
  private readonly path: string;
  /** What stands in the file, as far as we know. */
  private text: string | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** Its entries; none where there is no such file yet. Throws `PlainFailure`. */
  async read(): Promise<readonly StateEntry[]> {
    try {
      this.text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw this.failure('read', error);
      this.text = null;
      await stat(dirname(this.path)).catch((cause: unknown) => {
        throw this.failure('written', cause);
      });
      return [];
    }
    const reading = readStateText(this.text);
    if (reading.kind === 'wrong') throw new PlainFailure(`${this.path} ${reading.problem}.`);
    return reading.entries;
  }

  /** Wholly or not at all: whoever reads it meanwhile sees the old or the new. Throws `PlainFailure`. */
  async write(entries: readonly StateEntry[]): Promise<void> {
    const text = stateText(entries);
    if (text === this.text) return;
    try {
      // A link stays a link, and a file what its owner allowed of it.
      const path = await realpath(this.path).catch(() => this.path);
      const { mode } = await stat(path).catch(() => ({ mode: NEW_FILE_MODE }));
      const draft = `${path}.${process.pid}.new`;
      try {
        const file = await open(draft, 'w', mode & 0o777);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, path);
      } finally {
        await rm(draft, { force: true });
      }
    } catch (error) {
      throw this.failure('written', error, EXIT.notRun);
    }
    this.text = text;
  }

  private failure(
    what: 'read' | 'written',
    cause: unknown,
    exitCode: ExitCode = EXIT.refused,
  ): PlainFailure {
    return new PlainFailure(`${this.path} cannot be ${what}: ${reasonOf(cause)}.`, {
      cause,
      exitCode,
    });
  }
}
