import type { LogView } from '@aispinner/contracts';

/** More lines than this slow a page down; older ones leave at the top. */
export const MOST_LINES = 2000;

/** What a log view holds, oldest first. `held` came while it was paused and is not shown yet. */
export interface LogBuffer {
  readonly lines: readonly LogView[];
  readonly held: readonly LogView[];
}

export const EMPTY_LOG: LogBuffer = { lines: [], held: [] };

/** New lines, oldest first; lines that are there already are passed over. */
export function addLines(
  buffer: LogBuffer,
  added: readonly LogView[],
  isPaused: boolean,
): LogBuffer {
  const known = new Set([...buffer.lines, ...buffer.held].map((line) => line.id));
  const fresh = added.filter((line) => !known.has(line.id));
  if (fresh.length === 0) return buffer;
  return isPaused
    ? { ...buffer, held: cap([...buffer.held, ...fresh]) }
    : { ...buffer, lines: cap([...buffer.lines, ...fresh]) };
}

/** Shows what was held while paused. */
export function release(buffer: LogBuffer): LogBuffer {
  if (buffer.held.length === 0) return buffer;
  return { lines: cap([...buffer.lines, ...buffer.held]), held: [] };
}

function cap(lines: readonly LogView[]): readonly LogView[] {
  return lines.length > MOST_LINES ? lines.slice(-MOST_LINES) : lines;
}
