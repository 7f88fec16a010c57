import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, 'piped_python.py');

/** The interpreter itself: what `python3` names may be a script that first looks for it. */
export function findPython(): { readonly path: string; readonly version: string } {
  const [path, version] = JSON.parse(
    execFileSync(
      'python3',
      ['-c', 'import json, os, sys; print(json.dumps([sys.executable, sys.version.split()[0]]))'],
      { encoding: 'utf8' },
    ),
  ) as [string, string];
  return { path, version };
}

/** A CPython process that answers empty ticks, one at a time. */
export class PipedPython {
  private readonly child: ChildProcess;
  private serial = 0;
  private answered: ((text: string) => void) | null = null;

  constructor(python: string) {
    this.child = spawn(python, ['-I', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'], env: {} });
    this.child.stdout?.on('data', (chunk: Buffer) => this.answered?.(chunk.toString('utf8')));
  }

  /** Rejects when the answer is not the one to this tick. */
  async tick(): Promise<void> {
    const id = (this.serial += 1);
    const text = await new Promise<string>((resolve) => {
      this.answered = resolve;
      this.child.stdin?.write(`${JSON.stringify({ t: 'run', id, fn: 'tick' })}\n`);
    });
    const { id: answered } = JSON.parse(text) as { id: number };
    if (answered !== id) throw new Error(`tick ${id} was answered as ${answered}`);
  }

  async close(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.stdin?.end();
    await exited;
  }
}
