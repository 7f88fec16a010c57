import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SOURCE = new URL('../src/', import.meta.url);

/** Started and not ended yet; the projects of a run load this file once each. */
const started = (globalThis.aispinnerTestServers ??= []);

/**
 * Starts a server process of `src`, which ends when this process does, and returns the JSON of the line
 * that it prints once its services answer.
 */
export async function startServer(file, args) {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--conditions=@aispinner/source',
      fileURLToPath(new URL(file, SOURCE)),
      ...args,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  started.push({ child, ended });
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    void ended.then((code) => reject(new Error(`${file} could not start (exit ${code}).`)));
  });
  return JSON.parse(line);
}

/** Ends them all and waits until they are gone. */
export async function endServers() {
  await Promise.all(
    started.splice(0).map(({ child, ended }) => {
      child.stdin.end();
      return ended;
    }),
  );
}
