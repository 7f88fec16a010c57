import { userInfo } from 'node:os';
import { runProgram, tryProgram } from './run-program.ts';
import type { ServiceProgram } from './service-program.ts';

/** Pulling an image takes as long as the network makes it. */
const PULL_TIMEOUT_MS = 600_000;

/**
 * `program` of an image, where a Docker engine answers that has the image or can pull it; else null.
 * It runs on the host's own network and as this user: ports and files are as if it ran without Docker.
 */
export async function dockerProgram(
  image: string,
  program: string,
): Promise<ServiceProgram | null> {
  if ((await tryProgram('docker', ['version', '--format', '{{.Server.Version}}'])) === null) {
    return null;
  }
  if ((await tryProgram('docker', ['image', 'inspect', image])) === null) {
    const pulled = await runProgram('docker', ['pull', '-q', image], {
      timeoutMs: PULL_TIMEOUT_MS,
    }).catch(() => null);
    if (pulled === null) return null;
  }
  return {
    source: `Docker image ${image}`,
    launch: (args, { name, folder }) => ({
      program: 'docker',
      args: dockerRunArgs({ image, program, args, name, folder, user: userInfo() }),
      container: name,
    }),
  };
}

/** The words after `docker` that run a program of an image, with `folder` at its own path. */
export function dockerRunArgs(run: {
  image: string;
  program: string;
  args: readonly string[];
  name: string;
  folder: string;
  user: { readonly uid: number; readonly gid: number };
}): readonly string[] {
  return [
    'run',
    '--rm',
    `--name=${run.name}`,
    '--network=host',
    `--user=${run.user.uid}:${run.user.gid}`,
    `--volume=${run.folder}:${run.folder}`,
    `--entrypoint=${run.program}`,
    run.image,
    ...run.args,
  ];
}
