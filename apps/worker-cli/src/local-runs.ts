import type { SandboxPool } from '@aispinner/sandbox';
import { once } from 'node:events';
import { EXIT, type ExitCode } from './exit-code.ts';
import { FileSaves } from './file-saves.ts';
import { PlainFailure } from './plain-failure.ts';
import type { RunCommand } from './read-command.ts';
import type { Report } from './report.ts';
import { runWorker } from './run-worker.ts';
import { StateFile } from './state-file.ts';
import type { StateEntry } from './state-text.ts';
import { readWorkerSource } from './worker-source.ts';

export interface LocalParts {
  readonly pool: Pick<SandboxPool, 'execute' | 'forget'>;
  readonly report: Report;
  readonly stop: AbortSignal;
}

/** What a run begins with. Throws `PlainFailure`. */
export async function readFiles(command: RunCommand): Promise<{
  readonly code: string;
  readonly state: readonly StateEntry[];
  readonly stateFile: StateFile | null;
}> {
  const code = await readWorkerSource(command.file);
  const stateFile = command.stateFile === null ? null : new StateFile(command.stateFile);
  return { code, stateFile, state: (await stateFile?.read()) ?? [] };
}

/** One run: from the files to the exit code. Throws `PlainFailure`. */
export async function runOnce(
  command: RunCommand,
  runNumber: number,
  parts: LocalParts,
): Promise<ExitCode> {
  const { code, state, stateFile } = await readFiles(command);
  return runWorker(
    { command, runNumber, code, state },
    { ...parts, saveState: async (entries) => stateFile?.write(entries) },
  );
}

/** Runs, and again at every save, until it is stopped. A run in progress is ended by a save. */
export async function runAtEverySave(command: RunCommand, parts: LocalParts): Promise<ExitCode> {
  const { report, stop } = parts;
  const saves = new FileSaves(command.file);
  try {
    for (let runNumber = 1; !stop.aborted; runNumber += 1) {
      const saved = saves.next();
      const either = AbortSignal.any([stop, saved]);
      try {
        await runOnce(command, runNumber, { ...parts, stop: either });
      } catch (error) {
        // A half-written file is mended by its next save.
        if (!(error instanceof PlainFailure)) throw error;
        report.notice(error.message);
      }
      if (!either.aborted) {
        report.notice(`waiting for ${command.file} to be saved; Ctrl-C ends`);
        await once(either, 'abort');
      }
      if (!stop.aborted) report.notice('saved: running again');
    }
    return EXIT.ok;
  } finally {
    saves.close();
  }
}
