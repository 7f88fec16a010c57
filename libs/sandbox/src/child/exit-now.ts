import { writeSync } from 'node:fs';

// Captured before any other code of the process runs.
const reallyExit = (process as unknown as { reallyExit(code: number): never }).reallyExit.bind(
  process,
);

/** Ends the process within this call: no exit handler, no `finally`, no Python runs after it. */
export function exitNow(code: number, why: string): never {
  if (why !== '') note(why);
  return reallyExit(code);
}

/** A line for whoever operates this; the parent keeps the last few kilobytes. */
export function note(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // The parent is gone: there is nobody to tell.
  }
}
