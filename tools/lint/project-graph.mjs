import { createRequire } from 'node:module';

/**
 * Makes nx compute its project graph and store it where `@nx/enforce-module-boundaries` looks:
 * without a stored graph that rule passes everything.
 */
export async function storeProjectGraph() {
  // One short look is quicker than a background process, and leaves none behind.
  process.env.NX_DAEMON = 'false';
  const nx = createRequire(import.meta.url)('nx/src/devkit-exports');
  const graph = await nx.createProjectGraphAsync({ exitOnError: false });
  if (Object.keys(graph.nodes).length === 0) throw new Error('nx found no projects');
}
