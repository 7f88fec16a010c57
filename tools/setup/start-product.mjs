import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildProduct } from './build-product.mjs';
import { PINNED_NODE, ROOT, toolEnvironment } from './paths.mjs';
import { prepare } from './prepare.mjs';

/**
 * Installs and builds what is missing, then runs a program of the supervisor until it is stopped.
 * Returns the exit code.
 */
export async function startProduct(entry, args) {
  await prepare();
  await buildProduct();
  return supervise([join(ROOT, 'apps', 'standalone', 'dist', entry), ...args]);
}

/**
 * The supervisor stands in a process group of its own, so that Ctrl-C reaches it once, through here.
 * If this process is killed, the pipe to the supervisor closes, and it stops everything.
 */
function supervise(args) {
  // Node warns of WebAssembly modules, of which the database's migrations are made.
  const flags = ['--disable-warning=ExperimentalWarning'];
  const supervisor = spawn(PINNED_NODE, [...flags, ...args], {
    cwd: ROOT,
    env: toolEnvironment(),
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
  });
  supervisor.stdin.on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => supervisor.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  if (['start', 'cluster'].includes(process.env.npm_lifecycle_event))
    followParent(() => supervisor.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    supervisor.on('error', reject);
    supervisor.on('exit', (code, signal) => resolve(signal === null ? code : 1));
  });
}

/** npm passes on Ctrl-C and SIGTERM; a SIGKILL of npm is only seen by its being gone. */
function followParent(stop) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}
