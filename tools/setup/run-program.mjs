import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';
import { PlainFailure } from './plain-failure.mjs';

/** How much of a failed program's last output is shown. */
const KEPT_CHARACTERS = 6000;

/**
 * Runs a program to its end, quietly. If it fails, throws a `PlainFailure` of `failure` (a sentence)
 * and the end of what it printed.
 */
export function runQuietly(program, args, { env = process.env, failure }) {
  return new Promise((resolve, reject) => {
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_CHARACTERS);
    };
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => reject(new PlainFailure(`${failure} (${error.message})`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new PlainFailure(`${failure} (${signal ?? `exit code ${code}`})\n${output}`));
    });
  });
}

/** Runs a program in the foreground and returns its exit code. */
export function runVisibly(program, args, { env = process.env, cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: 'inherit' });
    // Ctrl-C reaches the whole group; the child decides how to end, and its end is waited for.
    const wait = () => undefined;
    const forward = () => child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', forward);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', wait).off('SIGTERM', forward);
      resolve(code ?? 1);
    });
  });
}
