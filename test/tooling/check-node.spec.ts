import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const tools = join(import.meta.dirname, '..', '..', 'tools');

/** Runs `start.mjs` on a Node that says that it is `version`; none of the product is reached. */
function startOn(version: string): { code: number | null; said: string } {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const run = spawnSync(
    process.execPath,
    [`--import=data:text/javascript,${encodeURIComponent(pretend)}`, join(tools, 'start.mjs')],
    { encoding: 'utf8', env: {} },
  );
  return { code: run.status, said: run.stdout + run.stderr };
}

describe('a start on an old Node', () => {
  it.each(['12.22.0', '18.20.4', '20.18.3'])('says so in one sentence: %s', (version) => {
    expect(startOn(version)).toEqual({
      code: 1,
      said: `AiSpinner needs Node 20.19 or newer to start, and this is Node ${version}.\n`,
    });
  });
});
