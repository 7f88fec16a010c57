/**
 * Runs the guest in plain Pyodide, with no wall but Python's own: `loadPyodide()` does not survive
 * inside Jest's VM, so the specs start this file as a process.
 *
 * stdin: a JSON job. stdout: one JSON line per report, the last one `{"end": true}`.
 */
import { readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { loadPyodide } from 'pyodide';
import type { GuestJob } from './guest-job.ts';

/** Emscripten's file system, of which Pyodide's types say nothing. */
interface InterpreterFiles {
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array): void;
}

const GUEST = join(import.meta.dirname, '..', '..', 'guest');
// Written at the end: a pipe that is full would refuse a synchronous write.
const lines: string[] = [];
const report = (line: string): void => void lines.push(line);

const job = JSON.parse(readFileSync(0, 'utf8')) as GuestJob;
const python = await loadPyodide({ jsglobals: { report, jobJson: JSON.stringify(job) } });
const files = python.FS as unknown as InterpreterFiles;
for (const folder of ['aispinner_guest', 'tests']) {
  files.mkdirTree(`/guest/${folder}`);
  for (const file of readdirSync(join(GUEST, folder)).filter((name) => name.endsWith('.py'))) {
    files.writeFile(`/guest/${folder}/${file}`, readFileSync(join(GUEST, folder, file)));
  }
}
files.writeFile('/guest/ctx.pyi', readFileSync(join(GUEST, 'ctx.pyi')));
try {
  python.runPython(`
import sys
sys.path[:0] = ['/guest', '/guest/tests']
import run_job
run_job.run()
`);
  process.stdout.write(`${[...lines, '{"end": true}'].join('\n')}\n`);
} catch (error) {
  // Uncaught, it would print Pyodide's whole source line.
  writeSync(2, String(error instanceof Error ? error.message : error));
  process.exitCode = 1;
}
