import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const BOUNDARY = '@nx/enforce-module-boundaries';

/** Each stands in for the text of a file that exists: its room decides what it may import. */
const CASES = [
  {
    name: 'domain importing a room',
    file: 'libs/domain/src/schedule.ts',
    code: `import { newId } from '@aispinner/platform';\nexport const id = newId('user');\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'persistence importing domain',
    file: 'libs/persistence/src/index.ts',
    code: `export { nextDueAt } from '@aispinner/domain';\n`,
    broken: [],
  },
  {
    name: 'sandbox importing platform',
    file: 'libs/sandbox/src/index.ts',
    code: `export { newId } from '@aispinner/platform';\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'the product importing testing',
    file: 'libs/messaging/src/index.ts',
    code: `export { eventually } from '@aispinner/testing';\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'a spec importing testing',
    file: 'libs/platform/src/retry.spec.ts',
    code: `import { eventually } from '@aispinner/testing';\nvoid eventually;\n`,
    broken: [],
  },
  {
    name: 'a spec importing a room that its own may not',
    file: 'libs/platform/src/retry.spec.ts',
    code: `import { startEmbeddedPostgres } from '@aispinner/persistence';\nvoid startEmbeddedPostgres;\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'another room by its path',
    file: 'libs/messaging/src/index.ts',
    code: `export { nextDueAt } from '../../domain/src/schedule.ts';\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'the runner importing the control plane',
    file: 'apps/runner/src/runner.ts',
    code: `export { serve } from '@aispinner/control-plane';\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'the worker command importing the bus',
    file: 'apps/worker-cli/src/run-worker.ts',
    code: `import { createMessaging } from '@aispinner/messaging';\nexport const make = createMessaging;\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'Postgres outside its rooms',
    file: 'apps/runner/src/runner.ts',
    code: `import pg from 'pg';\nexport const pool = new pg.Pool();\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'Postgres in platform',
    file: 'libs/platform/src/postgres/postgres-client.ts',
    code: `import pg from 'pg';\nexport const pool = new pg.Pool();\n`,
    broken: [],
  },
  {
    name: 'Prisma outside persistence',
    file: 'libs/state/src/index.ts',
    code: `import { PrismaPg } from '@prisma/adapter-pg';\nexport const adapter = PrismaPg;\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'Pyodide outside sandbox',
    file: 'libs/ctx/src/index.ts',
    code: `import { loadPyodide } from 'pyodide';\nexport const load = loadPyodide;\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'Nest in a lib',
    file: 'libs/persistence/src/index.ts',
    code: `import { Injectable } from '@nestjs/common';\nexport const decorate = Injectable;\n`,
    broken: [BOUNDARY],
  },
  {
    name: 'an import cycle',
    file: 'libs/domain/src/schedule.ts',
    code: `export { nextDueAt } from './index.ts';\n`,
    broken: ['aispinner/no-import-cycle'],
  },
  {
    name: 'reading the environment',
    file: 'libs/domain/src/schedule.ts',
    code: `export const home = process.env['HOME'];\n`,
    broken: ['no-restricted-properties'],
  },
  {
    name: 'reading the environment in the one file for it',
    file: 'libs/platform/src/config.ts',
    code: `export const home = process.env['HOME'];\n`,
    broken: [],
  },
  {
    name: 'a default export',
    file: 'libs/domain/src/schedule.ts',
    code: `export default function tick(): void {}\n`,
    broken: ['no-restricted-syntax'],
  },
  {
    name: 'any, a promise left alone and a case left out',
    file: 'libs/domain/src/schedule.ts',
    code: [
      `export function one(x: any): void { void x; }`,
      `export function two(): void { Promise.resolve(1); }`,
      `export function three(x: 'a' | 'b'): void { switch (x) { case 'a': break; } }`,
    ].join('\n'),
    broken: [
      '@typescript-eslint/no-explicit-any',
      '@typescript-eslint/no-floating-promises',
      '@typescript-eslint/switch-exhaustiveness-check',
    ],
  },
  {
    name: 'a file of more than 300 lines',
    file: 'libs/domain/src/schedule.ts',
    code: 'export {};\n'.repeat(301),
    broken: ['max-lines'],
  },
];

let broken: string[][] = [];

beforeAll(() => {
  const lint = spawnSync(process.execPath, [join(import.meta.dirname, 'lint-snippets.mjs'), root], {
    cwd: root,
    input: JSON.stringify(CASES),
    // A single run would take the files' text from disk, not the one given.
    env: { ...process.env, TSESTREE_SINGLE_RUN: 'false' },
    encoding: 'utf8',
  });
  if (lint.status !== 0) throw new Error(lint.stderr);
  broken = JSON.parse(lint.stdout) as string[][];
}, 120_000);

describe('lint', () => {
  it.each(CASES.map((c, i) => [c.name, i] as const))('of %s', (_, i) => {
    expect(broken[i]).toEqual(CASES[i]?.broken);
  });
});
