import type { LogLine } from '../execution.ts';
import { createSandboxHost } from '../create-sandbox-host.ts';
import { PackageError } from './package-error.ts';
import { SELF_TESTS } from './self-tests.ts';

/** As the plans have it. */
const MEMORY_MB = 256;
const TIMEOUT_MS = 120_000;

/**
 * Imports what is installed in `folder` in a real sandbox, calls what there are self-tests for, and says
 * how long the sandbox took to be ready and what memory it has. Returns how many self-tests answered
 * wrongly, each told. Throws `PackageError` where the sandbox cannot start or a module cannot be imported.
 */
export async function checkPackages(options: {
  readonly folder: string;
  readonly imageDir: string;
  readonly modules: readonly string[];
  readonly say: (line: string) => void;
}): Promise<number> {
  const { modules } = options;
  const failures: string[] = [];
  const host = await createSandboxHost({
    imageDir: options.imageDir,
    packagesDir: options.folder,
    ...{ images: 1, spares: 0, memoryMb: MEMORY_MB, maxSandboxes: 1, maxMemoryMb: 8192 },
    ...{ idleMs: 60_000, maxConcurrentBoots: 1 },
    log: { warn: ({ err }: { err?: unknown }) => failures.push(String(err)) },
  });
  try {
    const tests = modules.flatMap((module) => SELF_TESTS[module] ?? []);
    const lines: string[] = [];
    const { outcome, reason, error } = await host.pool
      .execute({
        activation: {
          ...{ id: 'check', workspaceId: 'check', workerId: 'check', name: 'check', version: 1 },
          ...{ intervalSeconds: 1, isolation: 'shared', code: program(modules, tests) },
        },
        tick: { number: 1, dueAt: new Date() },
        limits: {
          ...{ tickTimeoutMs: TIMEOUT_MS, memoryMb: MEMORY_MB, maxSandboxesPerWorkspace: 1 },
          ...{ logMessagesPerTick: 1000, logBytesPerTick: 1_000_000 },
        },
        capabilities: { call: () => Promise.resolve(null) },
        onLogs: (batch: readonly LogLine[]) => lines.push(...batch.map((line) => line.message)),
      })
      .catch(() => {
        throw new PackageError(
          `A sandbox with the packages does not start:\n${failures.join('\n')}`,
        );
      });
    if (outcome !== 'ok') {
      throw new PackageError(
        `A worker that imports the packages fails: ${error?.traceback ?? `${outcome}, ${String(reason)}`}`,
      );
    }
    const wrong = tests.flatMap(([expression, expected], at) =>
      lines[at] === expected
        ? []
        : [`${expression} gave\n${lines[at] ?? 'nothing'}\nnot\n${expected}`],
    );
    for (const text of wrong) options.say(`\n${text}\n`);
    const { lastBootMs, memoryMb } = host.pool.stats();
    const seconds = ((lastBootMs ?? 0) / 1000).toFixed(1);
    options.say(
      `Checked in a sandbox: ready in ${seconds} s with ${Math.round(memoryMb)} MB; ` +
        `of ${tests.length} self-tests ${wrong.length} failed.`,
    );
    return wrong.length;
  } finally {
    await host.close();
  }
}

/** One message for each test, whatever it raises. */
function program(
  modules: readonly string[],
  tests: readonly (readonly [string, string])[],
): string {
  return `${modules.map((module) => `import ${module}\n`).join('')}
TESTS = [
${tests.map(([expression]) => `    lambda: ${expression},\n`).join('')}]

def tick(ctx):
    for test in TESTS:
        try:
            ctx.log.info(str(test()))
        except Exception as e:
            ctx.log.info(f'{type(e).__name__}: {e}')
`;
}
