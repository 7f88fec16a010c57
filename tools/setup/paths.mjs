import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The Node that package.json pins; everything but these tools runs on it. */
export const PINNED_NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');

/** The environment for programs of `node_modules`, with the pinned Node first on their path. */
export function toolEnvironment(more = {}) {
  const path = [dirname(PINNED_NODE), join(ROOT, 'node_modules', '.bin'), process.env.PATH];
  return {
    ...process.env,
    PATH: path.join(delimiter),
    // No background processes: nothing of ours outlives its command.
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    ...more,
  };
}
