/**
 * Read by whatever Node a machine has, so it is written for very old ones: no imports, no new syntax.
 * What npm and Prisma of the lock file need; the product itself runs on the Node that package.json pins.
 */
const OLDEST = [20, 19];

/** One sentence if this Node cannot install the project, else null. */
export function nodeProblem(version) {
  const numbers = version.split('.').map(Number);
  if (numbers[0] > OLDEST[0] || (numbers[0] === OLDEST[0] && numbers[1] >= OLDEST[1])) return null;
  return `AiSpinner needs Node ${OLDEST.join('.')} or newer to start, and this is Node ${version}.`;
}

/** Loads and runs a command, or says why this Node cannot. */
export function startCommand(load) {
  const problem = nodeProblem(process.versions.node);
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
    return;
  }
  load();
}
