import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program of the corpus and what its header promises. */
export interface CorpusProgram {
  readonly name: string;
  readonly code: string;
  readonly ticks: number;
  readonly tier: string;
  /** Exact log messages; null where the header names none. */
  readonly expectLogs: readonly string[] | null;
}

/** The programs of a folder under `test/corpus`, by name. */
export function readCorpus(folder: string): CorpusProgram[] {
  const path = join(import.meta.dirname, '..', 'corpus', folder);
  return readdirSync(path)
    .filter((file) => file.endsWith('.py'))
    .sort()
    .map((file) => {
      const code = readFileSync(join(path, file), 'utf8');
      const header = (key: string): string | null =>
        new RegExp(`^# ${key}: (.*)$`, 'm').exec(code)?.[1] ?? null;
      const logs = header('expect_logs');
      return {
        name: file.replace(/\.py$/, ''),
        code,
        ticks: Number(header('ticks') ?? 1),
        tier: header('tier') ?? 'core',
        expectLogs: logs === null ? null : (JSON.parse(logs) as string[]),
      };
    });
}
