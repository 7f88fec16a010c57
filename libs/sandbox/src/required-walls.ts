import { PROCESS_WALLS, type ProcessWall } from './process-walls.ts';

/** What an operator demands of the system that sandboxes run on. */
export type RequiredWalls = 'best-effort' | 'require-all' | readonly string[];

/** Fewer walls stand than the operator demands; the message says which are missing, in one sentence. */
export class MissingWallsError extends Error {
  override readonly name = 'MissingWallsError';
}

/**
 * Throws `MissingWallsError` for a demand that is not met, or that names what is no wall. `why`: the
 * reason why a wall is missing, as far as it is known.
 */
export function requireWalls(
  standing: readonly ProcessWall[],
  required: RequiredWalls,
  why: Readonly<Partial<Record<string, string>>> = {},
): void {
  if (required === 'best-effort') return;
  const names: readonly string[] = required === 'require-all' ? PROCESS_WALLS : required;
  const unknown = names.filter((name) => !PROCESS_WALLS.some((wall) => wall === name));
  if (unknown.length > 0) {
    throw new MissingWallsError(
      `SANDBOX_WALLS names ${unknown.join(', ')}, which is no wall: ` +
        `give best-effort, require-all, or some of ${PROCESS_WALLS.join(', ')}.`,
    );
  }
  const missing = names.filter((name) => !standing.some((wall) => wall === name));
  if (missing.length > 0) {
    const reasons = missing.flatMap((name) =>
      why[name] === undefined ? [] : ` ${name}: ${why[name]}.`,
    );
    throw new MissingWallsError(
      `SANDBOX_WALLS requires ${missing.join(', ')} round each sandbox, which this system does not offer.${reasons.join('')}`,
    );
  }
}
