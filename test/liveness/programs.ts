import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that tries to hang, exhaust or confuse, and how its header says that it must end. */
export interface HostileProgram {
  readonly name: string;
  readonly code: string;
  readonly expect: string;
  /** The walls taken as broken; null where none is. */
  readonly assumes: string | null;
}

/**
 * Where the interpreter itself does better than a header foresees. `rec-catch` is no endless unwinding: the
 * deepest call catches both of its errors and returns, so the one above it has nothing to catch, and so
 * do all the way up. It is done in a thousand calls, in plain CPython as here.
 */
const DOES_BETTER: Readonly<Record<string, string>> = { 'rec-catch': 'finishes' };

const FOLDER = join(import.meta.dirname, 'programs');

/** All of them, by name. Throws where one has no `# expect:`. */
export function readPrograms(): HostileProgram[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.py'))
    .sort()
    .map((file) => {
      const code = readFileSync(join(FOLDER, file), 'utf8');
      const header = (key: string): string | null =>
        new RegExp(`^# ${key}: (.*)$`, 'm').exec(code)?.[1]?.trim() ?? null;
      const expect = header('expect');
      if (expect === null) throw new Error(`${file} has no "# expect:"`);
      const name = file.slice(0, -'.py'.length);
      const better = DOES_BETTER[name];
      return {
        name,
        code,
        expect: better === undefined ? expect : `${expect} or ${better}`,
        assumes: header('assumes'),
      };
    });
}

/** The program with an `on_error` that tells how `tick` ended, where it has none of its own. */
export function withOnError({ code }: HostileProgram): string {
  if (hasOnError(code)) return code;
  return `${code}\n\ndef on_error(ctx, error):\n    ctx.log.error('on_error ' + error.type)\n`;
}

export function hasOnError(code: string): boolean {
  return /^def on_error/m.test(code);
}
