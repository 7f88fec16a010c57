import { z } from 'zod';
import type { OffsetRun } from './offset-tracker.ts';

/**
 * What a consumer writes beside the offset that it commits for a partition.
 *
 * `owner`: the consumer that last had the partition, which writes its name before it hands out the first
 * message. So one that finds its own name knows that nobody else had the partition meanwhile, and one
 * that finds no note knows that nothing was ever delivered. Null: the owner left in peace, and what is
 * not done was never delivered.
 */
export interface OwnerNote {
  readonly owner: string | null;
  /** Above the committed offset, ascending. */
  readonly done: readonly OffsetRun[];
}

/** Brokers take 4,096 bytes unless they are told otherwise. */
const MAX_CHARS = 3_500;

const note = z.object({ owner: z.string().nullable(), done: z.string() });

/** Where the text gets too long the highest runs are left out: those messages are delivered again. */
export function writeNote({ owner, done }: OwnerNote, committed: number): string {
  const runs: string[] = [];
  let chars = 100 + (owner?.length ?? 0);
  for (const { first, last } of done) {
    const run = `${(first - committed).toString(36)}.${(last - first).toString(36)}`;
    chars += run.length + 1;
    if (chars > MAX_CHARS) break;
    runs.push(run);
  }
  return JSON.stringify({ owner, done: runs.join(' ') });
}

/** Null when it is none of ours. */
export function readNote(text: string | null, committed: number): OwnerNote | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text ?? '');
  } catch {
    return null;
  }
  const { success, data } = note.safeParse(parsed);
  if (!success) return null;
  const done: OffsetRun[] = [];
  for (const run of data.done.split(' ').filter((text) => text !== '')) {
    const match = /^([0-9a-z]+)\.([0-9a-z]+)$/.exec(run);
    if (match === null) return null;
    const first = committed + Number.parseInt(match[1] ?? '', 36);
    done.push({ first, last: first + Number.parseInt(match[2] ?? '', 36) });
  }
  return { owner: data.owner, done };
}
