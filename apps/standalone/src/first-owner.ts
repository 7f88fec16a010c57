import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PlainFailure } from './plain-failure.ts';

/** What the control plane answers once the demo tenant stands. */
export interface FirstOwner {
  readonly apiKey: string;
  readonly workspaceId: string;
}

export interface FirstOwnerRequest {
  readonly email: string;
  readonly password: string;
  readonly tenantName: string;
  readonly workspaceName: string;
}

/**
 * Has the control plane make the owner with tenant and workspace, or find them, and make an API key.
 * A process of its own, since hashing and keys are the control plane's affair.
 */
export async function makeFirstOwner(
  root: string,
  databaseUrl: string,
  request: FirstOwnerRequest,
  stop: AbortSignal,
): Promise<FirstOwner> {
  const entry = join(root, 'apps', 'control-plane', 'dist', 'main.seed.js');
  const child = spawn(process.execPath, [entry], {
    env: { DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: '2', LOG_LEVEL: 'warn', TZ: 'UTC' },
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: stop,
  });
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  child.stdin.on('error', () => undefined).end(JSON.stringify(request));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const answer = code === 0 ? parse(output) : null;
  if (answer === null) {
    throw new PlainFailure(
      `The demo tenant could not be made (exit code ${code}). ${complaint || output}`.trim(),
    );
  }
  return answer;
}

function parse(output: string): FirstOwner | null {
  try {
    const { apiKey, workspaceId } = JSON.parse(
      output.trim().split('\n').at(-1) ?? '',
    ) as Partial<FirstOwner>;
    if (typeof apiKey !== 'string' || typeof workspaceId !== 'string') return null;
    return { apiKey, workspaceId };
  } catch {
    return null;
  }
}
