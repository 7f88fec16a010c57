import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pssMb } from './process-costs.ts';

export interface DueGridLoop {
  /** Memory of the bare Node process, MB. */
  pssMb(): number | null;
  /** Ends it; how late its callbacks were, ms. */
  finish(): Promise<number[]>;
}

/** Starts the bare loop beside the product: both meet the same noise of the machine. */
export function startDueGridLoop(workers: number, intervalMs: number): DueGridLoop {
  const file = join(import.meta.dirname, 'due-grid-loop.ts');
  const child = spawn(process.execPath, [file, String(workers), String(intervalMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const printed = text(child.stdout);
  return {
    pssMb: () => pssMb(child.pid ?? 0),
    finish: async () => {
      child.stdin.end();
      await once(child, 'exit');
      return JSON.parse(await printed) as number[];
    },
  };
}
