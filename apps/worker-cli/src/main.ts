import { ConfigError, loadConfig } from '@aispinner/platform';
import { createSandboxHost, SandboxUnavailableError } from '@aispinner/sandbox';
import { join, resolve } from 'node:path';
import { styleText } from 'node:util';
import { EXIT } from './exit-code.ts';
import { readFiles, runAtEverySave, runOnce } from './local-runs.ts';
import { PlainFailure, reasonOf } from './plain-failure.ts';
import { readCommand, type RunCommand } from './read-command.ts';
import { Report } from './report.ts';
import { PLAN } from './run-worker.ts';
import { stopRequest } from './stop-request.ts';
import { HELP } from './usage.ts';
import { visible } from './visible-text.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The one that a run uses, and the one that `on_error` gets when that was killed. */
const MAX_SANDBOXES = 3;

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2), process.cwd());
  switch (command.kind) {
    case 'help':
      process.stdout.write(HELP);
      return EXIT.ok;
    case 'wrong':
      complain(`${command.problem} (--help shows the options)`);
      return EXIT.refused;
    case 'run':
      return run(command);
  }
}

async function run(command: RunCommand): Promise<number> {
  const stop = stopRequest();
  // Nobody reads any more: `| head` has seen enough.
  process.stdout.on('error', () => process.exit(EXIT.ok));
  try {
    const { home } = loadConfig();
    // Their faults are told before anything is started.
    await readFiles(command);
    const host = await openHost(resolve(ROOT, home));
    try {
      await host.pool.start();
      const parts = { pool: host.pool, report: newReport(), stop: stop.signal };
      if (command.watches) return await runAtEverySave(command, parts);
      const exitCode = await runOnce(command, 1, parts);
      return stop.exitCode() ?? exitCode;
    } finally {
      await host.close();
    }
  } catch (error) {
    if (error instanceof PlainFailure || error instanceof ConfigError) {
      complain(error.message);
      return error instanceof PlainFailure ? error.exitCode : EXIT.refused;
    }
    if (error instanceof SandboxUnavailableError) {
      complain(`No sandbox can be started: ${reasonOf(error.cause ?? error)}`);
      return EXIT.notRun;
    }
    throw error;
  }
}

function openHost(home: string): ReturnType<typeof createSandboxHost> {
  return createSandboxHost({
    imageDir: join(home, 'sandbox'),
    images: 1,
    packagesDir: join(home, 'sandbox', 'packages'),
    // Booted before the first tick is due, and again for what follows a kill or a save.
    spares: 1,
    memoryMb: PLAN.memoryMb,
    maxSandboxes: MAX_SANDBOXES,
    maxMemoryMb: 8192,
    idleMs: 3_600_000,
    maxConcurrentBoots: 1,
    log: { warn: () => undefined },
  });
}

/** Colours where standard output is a terminal that has them and NO_COLOR is not set. */
function newReport(): Report {
  return new Report({
    write: (text) => void process.stdout.write(text),
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
  });
}

function complain(sentence: string): void {
  process.stderr.write(`${visible(sentence)}\n`);
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(EXIT.notRun);
}
