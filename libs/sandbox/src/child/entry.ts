import { buildImage } from './build-image.ts';
import { compilePack } from './compile-pack.ts';
import { EXIT } from './exit-codes.ts';
import { exitNow, note } from './exit-now.ts';
import { SERVE } from './guest-program.ts';
import { loadPackages, type SandboxPackages } from './load-packages.ts';
import { restoreImage } from './restore-image.ts';

/** The first and only argument, as JSON. The environment is empty, so this is all that it is told. */
export type ChildTask =
  | { readonly mode: 'build'; readonly key: string; pyodideDir: string; guestDir: string }
  | { readonly mode: 'compile'; pyodideDir: string; guestDir: string; modules: readonly string[] }
  | { readonly mode: 'serve'; pyodideDir: string; readonly packages: SandboxPackages | null };

/** Serves until the parent closes the pipe. No JavaScript runs by itself from here on. */
async function serve(pyodideDir: string, packages: SandboxPackages | null): Promise<never> {
  const python = await restoreImage(pyodideDir);
  if (packages !== null) loadPackages(python, pyodideDir, packages);
  python.gate.cut();
  try {
    python.run(SERVE);
  } catch (fault) {
    // Native stack overflow, or a trap of the WebAssembly: the interpreter is beyond use.
    return exitNow(python.gate.crashCode, `interpreter fault: ${String(fault).slice(0, 200)}`);
  }
  return exitNow(python.gate.crashCode, 'the guest gave up');
}

// What the C library needed of it was read as the process began.
// eslint-disable-next-line no-restricted-properties -- closes it, reads nothing
process.env = {};

try {
  const task = JSON.parse(process.argv[2] ?? '') as ChildTask;
  if (task.mode === 'build') await buildImage(task);
  else if (task.mode === 'compile') await compilePack(task);
  else await serve(task.pyodideDir, task.packages);
} catch (fault) {
  note(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
  exitNow(EXIT.bootFailed, 'boot failed');
}
