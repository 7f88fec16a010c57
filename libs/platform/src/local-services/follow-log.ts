import type { Readable } from 'node:stream';

/** Passes on line by line what a process prints; returns how to get the last lines worth keeping. */
export function followLog(
  streams: readonly (Readable | null)[],
  options: {
    readonly onLog: ((line: string) => void) | undefined;
    /** Most lines kept. */
    readonly keep: number;
    readonly isKept?: (line: string) => boolean;
  },
): () => readonly string[] {
  const { onLog, keep, isKept = () => true } = options;
  const kept: string[] = [];
  for (const stream of streams) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        onLog?.(line);
        if (isKept(line) && kept.push(line) > keep) kept.shift();
      }
    });
  }
  return () => kept;
}
