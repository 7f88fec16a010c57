import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that tries one way out, and what its header says. */
export interface EscapeProgram {
  readonly id: string;
  readonly technique: string;
  /** The wall that it is about. */
  readonly layer: string;
  readonly goal: string;
  readonly code: string;
}

/** All programs of the suite, by id. Throws for one whose header lacks something. */
export function escapePrograms(): EscapeProgram[] {
  const programs = ['corpus-escapes', 'programs'].flatMap((folder) => {
    const path = join(import.meta.dirname, folder);
    return readdirSync(path)
      .filter((file) => file.endsWith('.py'))
      .map((file) => parseEscapeProgram(file, readFileSync(join(path, file), 'utf8')));
  });
  return programs.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function parseEscapeProgram(file: string, code: string): EscapeProgram {
  const header = (key: string): string => {
    const value = new RegExp(`^# ${key}: (.+)$`, 'm').exec(code)?.[1];
    if (value === undefined) throw new Error(`${file} has no line "# ${key}:"`);
    return value.trim();
  };
  const [id, technique, layer, goal] = ['id', 'technique', 'layer', 'goal'].map(header) as [
    string,
    string,
    string,
    string,
  ];
  return { id, technique, layer, goal, code };
}
